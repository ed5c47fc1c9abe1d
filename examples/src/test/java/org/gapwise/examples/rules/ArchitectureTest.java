package org.gapwise.examples.rules;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaAccess.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaAccess.Predicates.targetOwner;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.equivalentTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.GeneralCodingRules.THROW_GENERIC_EXCEPTIONS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.concurrent.ThreadLocalRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Who may know whom, and what nobody may use. */
class ArchitectureTest {
    private static final int AT_LEAST = 40;
    private static final String ROOT = "org.gapwise.";
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("org.gapwise");

    /** A module and the modules of ours it may see. */
    private record Direction(String module, List<String> sees) {
        ArchRule rule() {
            String[] forbidden = MODULES.stream()
                    .map(Direction::module)
                    .filter(other -> !other.equals(module) && !sees.contains(other))
                    .map(other -> ROOT + other + "..")
                    .toArray(String[]::new);
            return noClasses()
                    .that()
                    .resideInAPackage(ROOT + module + "..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(forbidden)
                    .allowEmptyShould(true);
        }
    }

    private static final List<Direction> MODULES = List.of(
            new Direction("core", List.of()),
            new Direction("nn", List.of()),
            new Direction("data", List.of("core")),
            new Direction("evaluate", List.of("core")),
            new Direction("server", List.of("core")),
            new Direction("model", List.of("core", "nn")),
            new Direction("train", List.of("core", "nn", "model", "evaluate")),
            new Direction("study", List.of("core", "nn", "model", "evaluate", "data", "train")),
            new Direction("benchmarks", List.of("core", "nn", "model", "evaluate", "data", "train")),
            new Direction(
                    "cli",
                    List.of("core", "nn", "model", "evaluate", "data", "train", "study", "benchmarks", "server")),
            new Direction("spark", List.of("core", "nn", "model", "evaluate", "data", "train")),
            new Direction(
                    "examples",
                    List.of(
                            "core",
                            "nn",
                            "model",
                            "evaluate",
                            "data",
                            "train",
                            "study",
                            "benchmarks",
                            "server",
                            "cli",
                            "spark")));

    @Test
    void theScanSeesTheWholeProject() {
        System.out.printf("ArchitectureTest looked at %d classes%n", CLASSES.size());
        assertThat(CLASSES.size()).isGreaterThanOrEqualTo(AT_LEAST);
        for (Direction direction : MODULES) {
            assertThat(CLASSES).as("classes of %s", direction.module()).anyMatch(type -> type.getPackageName()
                    .startsWith(ROOT + direction.module()));
        }
    }

    @TestFactory
    List<DynamicTest> modulesKnowOnlyWhomTheyMay() {
        return MODULES.stream()
                .filter(direction -> !direction.module().equals("examples"))
                .map(direction -> DynamicTest.dynamicTest(
                        direction.module(), () -> direction.rule().check(CLASSES)))
                .toList();
    }

    @Test
    void packagesAreFreeOfCycles() {
        slices().matching("org.gapwise.(**)").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void onlyNnNamesTheEngine() {
        only(List.of("nn"), "org.bytedeco..");
    }

    @Test
    void onlyDataNamesDuckDb() {
        only(List.of("data"), "org.duckdb..", "java.sql..", "javax.sql..", "de.siegmar..");
        only(List.of("data.mimic"), "org.postgresql..");
    }

    @Test
    void onlyDataAndTheReportNameImageCodecs() {
        only(List.of("data", "evaluate.report", "benchmarks"), "javax.imageio.."); // what ingest is measured against
        only(List.of("data.codec"), "com.twelvemonkeys..", "com.github.jaiimageio..");
    }

    /** Hostile bytes stall and fill it, so it runs behind the fence alone; others may only say where it lies. */
    @Test
    void onlyTheChildRunsTheJpeg2000Library() {
        noClasses()
                .that()
                .doNotHaveFullyQualifiedName(ROOT + "data.codec.Jpeg2000Child")
                .should()
                .callMethodWhere(targetOwner(resideInAPackage("com.github.jaiimageio..")))
                .orShould()
                .callConstructorWhere(targetOwner(resideInAPackage("com.github.jaiimageio..")))
                .check(CLASSES);
    }

    @Test
    void onlyTheStudysTreesNameXgboost() {
        only(List.of("study.tree"), "ml.dmlc..");
    }

    @Test
    void onlyTheServersPortsNameJetty() {
        only(List.of("server.http"), "org.eclipse.jetty..");
    }

    /** Spark's program is another than the command line's: whoever submits it has no Jetty, and the launcher no Spark. */
    @Test
    void onlyProgramsNamePicocli() {
        only(List.of("cli", "spark"), "picocli..");
    }

    @Test
    void onlySparkNamesSpark() {
        only(List.of("spark"), "org.apache.spark..", "org.apache.hadoop..", "scala..");
    }

    @Test
    void onlyCoreNamesTheTomlParser() {
        only(List.of("core"), "org.tomlj..", "org.antlr..");
    }

    private static void only(List<String> allowed, String... libraries) {
        String[] packages = allowed.stream().map(each -> ROOT + each + "..").toArray(String[]::new);
        noClasses()
                .that()
                .resideOutsideOfPackages(packages)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(libraries)
                .check(CLASSES);
    }

    @Test
    void onlyProgramsTouchStandardStreams() {
        noClasses()
                .that()
                .resideOutsideOfPackages(ROOT + "cli..", ROOT + "examples..", ROOT + "benchmarks..", ROOT + "spark..")
                .should(ACCESS_STANDARD_STREAMS)
                .check(CLASSES);
    }

    @Test
    void theQuietModulesDoNotLog() {
        noClasses()
                .that()
                .resideInAnyPackage(ROOT + "core..", ROOT + "nn..", ROOT + "model..", ROOT + "evaluate..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.slf4j..", "java.util.logging..", "java.lang.System$Logger")
                .check(CLASSES);
    }

    @Test
    void nothingStaticCanChange() {
        fields().that().areStatic().should().beFinal().check(CLASSES);
    }

    @Test
    void randomnessComesFromASeed() {
        noClasses()
                .should()
                .callMethodWhere(target(name("random")).and(targetOwner(equivalentTo(Math.class))))
                .orShould()
                .dependOnClassesThat()
                .belongToAnyOf(Random.class, ThreadLocalRandom.class)
                .orShould()
                .callMethodWhere(
                        target(nameMatching("of|getDefault")).and(targetOwner(equivalentTo(RandomGenerator.class))))
                .check(CLASSES);
    }

    /** Seeds names the purpose of each generator; nn cannot see it, and splits the generator it was handed. */
    @Test
    void onlySeedsAndNnMakeGenerators() {
        noClasses()
                .that()
                .doNotHaveFullyQualifiedName(ROOT + "core.Seeds")
                .and()
                .resideOutsideOfPackage(ROOT + "nn..")
                .should()
                .callConstructorWhere(targetOwner(assignableTo(SplittableRandom.class)))
                .check(CLASSES);
        noClasses().should().callConstructor(SplittableRandom.class).check(CLASSES);
    }

    @Test
    void readingAFileRunsNothing() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.io.ObjectInputStream")
                .orShould()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.beans.XMLDecoder")
                .orShould()
                .dependOnClassesThat()
                .resideInAnyPackage("javax.script..", "java.rmi..")
                .check(CLASSES);
    }

    /**
     * The fence starts this same program again, around decoders that cannot be trusted; a benchmark starts the Python it
     * is told to compare with, and itself as ranks.
     */
    @Test
    void onlyTheFenceAndBenchmarksStartAProgram() {
        noClasses()
                .that()
                .doNotHaveFullyQualifiedName(ROOT + "data.codec.Fence")
                .and()
                .doNotHaveFullyQualifiedName(ROOT + "benchmarks.Peer")
                .and()
                .doNotHaveFullyQualifiedName(ROOT + "benchmarks.RankBench")
                .should()
                .dependOnClassesThat()
                .belongToAnyOf(ProcessBuilder.class)
                .orShould()
                .callMethodWhere(target(name("exec")).and(targetOwner(equivalentTo(Runtime.class))))
                .check(CLASSES);
    }

    @Test
    void whatIsThrownHasAName() {
        noClasses().should(THROW_GENERIC_EXCEPTIONS).check(CLASSES);
    }

    @Test
    void everyClassIsFinalOrMeantToBeExtended() {
        classes()
                .that()
                .areNotInterfaces()
                .and()
                .areNotEnums()
                .and()
                .areNotAnonymousClasses()
                .and()
                .areNotNestedClasses()
                .and(describe("are not sealed", type -> !type.reflect().isSealed()))
                .and()
                .doNotHaveSimpleName("package-info")
                .should()
                .haveModifier(JavaModifier.FINAL)
                .orShould()
                .haveModifier(JavaModifier.ABSTRACT)
                .check(CLASSES);
    }

    @Test
    void everyLayerIsAbstractOrFinal() {
        classes()
                .that()
                .areAssignableTo(ROOT + "nn.Layer")
                .and()
                .doNotHaveModifier(JavaModifier.ABSTRACT)
                .should()
                .haveModifier(JavaModifier.FINAL)
                .allowEmptyShould(true)
                .check(CLASSES);
    }

    @Test
    void namesSayWhatAThingIs() {
        noClasses()
                .should()
                .haveSimpleNameEndingWith("Utils")
                .orShould()
                .haveSimpleNameEndingWith("Util")
                .orShould()
                .haveSimpleNameEndingWith("Helper")
                .orShould()
                .haveSimpleNameEndingWith("Manager")
                .orShould()
                .haveSimpleNameEndingWith("Impl")
                .orShould()
                .haveSimpleNameEndingWith("Factory")
                .orShould()
                .resideInAnyPackage(
                        "..util..", "..utils..", "..common..", "..impl..", "..internal..", "..helper..", "..misc..")
                .check(CLASSES);
    }

    @Test
    void nothingIsGotOrSet() {
        methods()
                .that()
                .areDeclaredInClassesThat()
                .resideOutsideOfPackage(ROOT + "cli..")
                .should()
                .haveNameNotMatching("(get|set)[A-Z].*")
                .check(CLASSES);
    }

    @Test
    void everyPackageIsNullMarked() {
        assertThat(CLASSES)
                .filteredOn(type -> !type.getPackage().isAnnotatedWith("org.jspecify.annotations.NullMarked"))
                .as("classes in packages without @NullMarked")
                .isEmpty();
    }
}
