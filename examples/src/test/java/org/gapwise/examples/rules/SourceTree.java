package org.gapwise.examples.rules;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** The sources of every module, parsed by javac itself. */
record SourceTree(List<CompilationUnitTree> units, Trees trees) {

    /** The root of the project, from the build or, in an editor, by looking upwards for the wrapper. */
    static Path root() {
        String told = System.getProperty("gapwise.root");
        Path path = told != null ? Path.of(told) : Path.of("").toAbsolutePath();
        while (!Files.exists(path.resolve("mvnw"))) {
            path = path.resolve("..").normalize();
        }
        return path;
    }

    /** Parses all files of all modules below {@code src/main/java} or {@code src/test/java}. */
    static SourceTree parse(String folder) {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager files =
                compiler.getStandardFileManager(null, Locale.ROOT, StandardCharsets.UTF_8)) {
            JavacTask task = (JavacTask) compiler.getTask(
                    null,
                    files,
                    null,
                    List.of("--release", "17"),
                    null,
                    files.getJavaFileObjectsFromPaths(sources(folder)));
            List<CompilationUnitTree> units = new ArrayList<>();
            task.parse().forEach(units::add);
            return new SourceTree(units, Trees.instance(task));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<Path> modules() {
        try (Stream<Path> children = Files.list(root())) {
            return children.filter(child -> Files.exists(child.resolve("pom.xml")))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Path> sources(String folder) throws IOException {
        List<Path> sources = new ArrayList<>();
        for (Path module : modules()) {
            Path base = module.resolve(folder);
            if (Files.isDirectory(base)) {
                try (Stream<Path> walk = Files.walk(base)) {
                    walk.filter(file -> file.toString().endsWith(".java"))
                            .sorted()
                            .forEach(sources::add);
                }
            }
        }
        return sources;
    }

    Path file(CompilationUnitTree unit) {
        return root().relativize(Path.of(unit.getSourceFile().toUri()));
    }

    SourcePositions positions() {
        return trees.getSourcePositions();
    }
}
