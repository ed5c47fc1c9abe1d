package org.gapwise.examples.rules;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.TreePath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import javax.lang.model.element.Modifier;
import org.junit.jupiter.api.Test;

/** How long, how wide and how documented a source file may be. */
class SourceRulesTest {
    private static final int AT_LEAST = 40;
    private static final int FILE_LINES = 400;
    private static final int METHOD_LINES = 40;
    private static final int TEST_METHOD_LINES = 60;

    private static final SourceTree MAIN = SourceTree.parse("src/main/java");
    private static final SourceTree TEST = SourceTree.parse("src/test/java");

    @Test
    void theScanSeesTheWholeProject() throws IOException {
        long lines = 0;
        for (CompilationUnitTree unit : MAIN.units()) {
            lines += lineCount(unit);
        }
        System.out.printf(
                "SourceRulesTest looked at %d files (%d lines) of main and %d of tests%n",
                MAIN.units().size(), lines, TEST.units().size());
        assertThat(MAIN.units()).hasSizeGreaterThanOrEqualTo(AT_LEAST);
    }

    @Test
    void noFileIsLong() throws IOException {
        List<String> violations = new ArrayList<>();
        for (SourceTree sources : List.of(MAIN, TEST)) {
            for (CompilationUnitTree unit : sources.units()) {
                long lines = lineCount(unit);
                if (lines > FILE_LINES) {
                    violations.add("%s has %d lines, %d are allowed".formatted(sources.file(unit), lines, FILE_LINES));
                }
            }
        }
        assertThat(violations).isEmpty();
    }

    @Test
    void noMethodIsLongOrTakesMuch() {
        assertThat(violations(MAIN, METHOD_LINES)).isEmpty();
    }

    @Test
    void noTestIsLong() {
        assertThat(violations(TEST, TEST_METHOD_LINES)).isEmpty();
    }

    @Test
    void everyPackageTellsItsStory() {
        Set<Path> packages = new TreeSet<>();
        for (CompilationUnitTree unit : MAIN.units()) {
            packages.add(Objects.requireNonNull(MAIN.file(unit).getParent()));
        }
        assertThat(packages)
                .filteredOn(
                        each -> !Files.exists(SourceTree.root().resolve(each).resolve("package-info.java")))
                .as("packages without package-info.java")
                .isEmpty();
    }

    @Test
    void everyPublicTypeSaysWhatItIsFor() {
        List<String> silent = new ArrayList<>();
        for (CompilationUnitTree unit : MAIN.units()) {
            for (Tree type : unit.getTypeDecls()) {
                boolean isPublic = type instanceof ClassTree declared
                        && declared.getModifiers().getFlags().contains(Modifier.PUBLIC);
                if (isPublic && MAIN.trees().getDocComment(TreePath.getPath(unit, type)) == null) {
                    silent.add(MAIN.file(unit).toString());
                }
            }
        }
        assertThat(silent).as("public types without Javadoc").isEmpty();
    }

    private static List<String> violations(SourceTree sources, int methodLines) {
        return sources.units().stream()
                .flatMap(unit -> new Limits(sources, unit, methodLines).violations().stream())
                .toList();
    }

    private static long lineCount(CompilationUnitTree unit) throws IOException {
        return unit.getSourceFile().getCharContent(true).toString().lines().count();
    }
}
