package org.gapwise.examples.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Documents that keep up with what they describe. */
class DocumentsTest {
    private static final Path ROOT = SourceTree.root();
    private static final Pattern ARTIFACT = Pattern.compile("<artifactId>([^<]+)</artifactId>");
    private static final Pattern COMMENT = Pattern.compile("<!--.*?-->", Pattern.DOTALL);
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)#\\s]+)[^)]*\\)");

    @Test
    void everyDependencyHasItsLine() throws IOException {
        Set<String> artifacts = new TreeSet<>(artifacts(ROOT.resolve("pom.xml")));
        for (Path module : SourceTree.modules()) {
            artifacts.addAll(artifacts(module.resolve("pom.xml")));
        }
        artifacts.removeIf(artifact ->
                artifact.startsWith("gapwise") || List.of("checker-qual", "*").contains(artifact));
        String lines = Files.readString(ROOT.resolve("docs/dependencies.md"));
        assertThat(artifacts).hasSizeGreaterThan(20).allSatisfy(each -> assertThat(lines)
                .contains("`" + each + "`"));
    }

    @Test
    void everyModuleIsInTheArchitecture() throws IOException {
        String page = Files.readString(ROOT.resolve("docs/architecture.md"));
        assertThat(SourceTree.modules()).isNotEmpty().allSatisfy(module -> assertThat(page)
                .contains("| `" + module.getFileName() + "` |"));
    }

    @Test
    void ciRunsTheTestCommandOfTheReadme() throws IOException {
        assertThat(Files.readString(ROOT.resolve("README.md"))).contains("\n./mvnw verify ");
        assertThat(Files.readString(ROOT.resolve(".ci/run"))).contains("\n./mvnw verify ");
    }

    @Test
    void everyLinkLeadsSomewhere() throws IOException {
        List<String> dead = new ArrayList<>();
        int links = 0;
        for (Path page : pages()) {
            Matcher matcher =
                    LINK.matcher(COMMENT.matcher(Files.readString(page)).replaceAll(""));
            while (matcher.find()) {
                String target = matcher.group(1);
                links++;
                if (!target.contains("://") && !Files.exists(page.resolveSibling(target))) {
                    dead.add(ROOT.relativize(page) + " -> " + target);
                }
            }
        }
        System.out.printf("DocumentsTest followed %d links%n", links);
        assertThat(dead).isEmpty();
        assertThat(links).isGreaterThan(10);
    }

    private static List<Path> pages() throws IOException {
        List<Path> pages = new ArrayList<>();
        for (Path folder : List.of(ROOT, ROOT.resolve("docs"))) {
            try (Stream<Path> walk = Files.walk(folder, folder.equals(ROOT) ? 1 : Integer.MAX_VALUE)) {
                walk.filter(file -> file.toString().endsWith(".md")).forEach(pages::add);
            }
        }
        return pages;
    }

    private static List<String> artifacts(Path pom) throws IOException {
        return ARTIFACT.matcher(Files.readString(pom))
                .results()
                .map(result -> result.group(1))
                .toList();
    }
}
