package io.github.voxelyte.cluster;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "io.github.voxelyte", importOptions = ImportOption.DoNotIncludeTests.class)
class OnlyHereSparkTest {
    @ArchTest
    static final ArchRule ONLY_THIS_MODULE_KNOWS_SPARK = noClasses()
            .that()
            .resideOutsideOfPackage("io.github.voxelyte.cluster..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache.spark..", "scala..", "io.github.voxelyte.cluster..");

    @ArchTest
    static final ArchRule NO_IMAGES_HERE = noClasses()
            .that()
            .resideInAPackage("io.github.voxelyte.cluster..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("ij..", "java.awt..");
}
