package io.github.voxelyte.plugins;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.github.voxelyte.plugins.command.Command;

@AnalyzeClasses(packages = "io.github.voxelyte", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule CORE_KNOWS_NO_PLUGINS = noClasses()
            .that()
            .resideInAnyPackage("io.github.voxelyte.microstructure..", "io.github.voxelyte.solver..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.github.voxelyte.plugins..", "ij..");

    @ArchTest
    static final ArchRule MICROSTRUCTURE_KNOWS_NO_SOLVER = noClasses()
            .that()
            .resideInAPackage("io.github.voxelyte.microstructure..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.github.voxelyte.solver..");

    @ArchTest
    static final ArchRule NOBODY_HERE_KNOWS_SPARK = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache.spark..", "scala..", "io.github.voxelyte.cluster..");

    @ArchTest
    static final ArchRule COMMANDS_ARE_FINAL = classes()
            .that()
            .implement(Command.class)
            .should()
            .haveModifier(JavaModifier.FINAL)
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule ONLY_THE_CONSOLE_PRINTS =
            noClasses().that().resideOutsideOfPackage("..standalone..").should(ACCESS_STANDARD_STREAMS);

    @ArchTest
    static final ArchRule LOGS_NOTHING = NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING;

    @ArchTest
    static final ArchRule PACKAGES_HAVE_NO_CYCLES =
            slices().matching("io.github.voxelyte.plugins.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule NO_DRAWERS_FOR_ODDMENTS = noClasses()
            .should()
            .resideInAnyPackage("..util..", "..utils..", "..common..", "..helper..", "..helpers..", "..misc..");
}
