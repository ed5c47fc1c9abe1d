package org.gapwise.examples.rules;

import com.sun.source.tree.BlockTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.LambdaExpressionTree;
import com.sun.source.tree.LineMap;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.TreePathScanner;
import java.util.ArrayList;
import java.util.List;

/** Walks one source file and notes what is longer, wider or vaguer than it may be. */
final class Limits extends TreePathScanner<Void, Void> {
    static final int PARAMETERS = 5;
    static final int FORWARD = 25;

    private final SourceTree sources;
    private final CompilationUnitTree unit;
    private final int methodLines;
    private final List<String> violations = new ArrayList<>();

    Limits(SourceTree sources, CompilationUnitTree unit, int methodLines) {
        this.sources = sources;
        this.unit = unit;
        this.methodLines = methodLines;
    }

    List<String> violations() {
        scan(unit, null);
        return violations;
    }

    @Override
    public Void visitMethod(MethodTree method, Void unused) {
        int limit = method.getName().contentEquals("forward") ? Math.min(FORWARD, methodLines) : methodLines;
        BlockTree body = method.getBody();
        long lines = body == null ? 0 : line(end(body)) - line(start(body)) + 1;
        if (lines > limit) {
            note(method, "%s has %d lines, %d are allowed".formatted(method.getName(), lines, limit));
        }
        int parameters = method.getParameters().size();
        if (parameters > PARAMETERS && !isRecordConstructor(method)) {
            note(method, "%s takes %d parameters, %d are allowed".formatted(method.getName(), parameters, PARAMETERS));
        }
        return super.visitMethod(method, unused);
    }

    @Override
    public Void visitVariable(VariableTree variable, Void unused) {
        boolean isLambdaParameter = getCurrentPath().getParentPath().getLeaf() instanceof LambdaExpressionTree;
        if (variable.getType() == null && !isLambdaParameter && !namesItsType(variable.getInitializer())) {
            note(variable, "var %s: the right side does not name the type".formatted(variable.getName()));
        }
        return super.visitVariable(variable, unused);
    }

    private boolean isRecordConstructor(MethodTree method) {
        return method.getName().contentEquals("<init>")
                && getCurrentPath().getParentPath().getLeaf() instanceof ClassTree owner
                && owner.getKind() == Tree.Kind.RECORD;
    }

    /** True for {@code new X()}, {@code (X) y} and {@code X.of(y)}. */
    private static boolean namesItsType(ExpressionTree right) {
        if (right == null) {
            return false;
        }
        return switch (right.getKind()) {
            case NEW_CLASS, NEW_ARRAY, TYPE_CAST -> true;
            case METHOD_INVOCATION ->
                ((MethodInvocationTree) right).getMethodSelect() instanceof MemberSelectTree select
                        && select.getExpression() instanceof IdentifierTree owner
                        && Character.isUpperCase(owner.getName().charAt(0));
            default -> false;
        };
    }

    private void note(Tree at, String what) {
        violations.add("%s:%d %s".formatted(sources.file(unit), line(start(at)), what));
    }

    private long start(Tree tree) {
        return sources.positions().getStartPosition(unit, tree);
    }

    private long end(Tree tree) {
        return sources.positions().getEndPosition(unit, tree);
    }

    private long line(long position) {
        LineMap map = unit.getLineMap();
        return map.getLineNumber(position);
    }
}
