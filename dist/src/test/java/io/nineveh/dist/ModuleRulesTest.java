package io.nineveh.dist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ModuleRulesTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .withImportOption(location -> !location.contains("-tests.jar"))
            .importPackages("io.nineveh");

    @ParameterizedTest
    @EnumSource
    void aModuleImportsOnlyWhatItMay(ModuleRules module) {
        module.rule().check(CLASSES);
    }

    @Test
    void everyModuleIsJudged() {
        assertThat(CLASSES)
                .allSatisfy(javaClass -> assertThat(javaClass.getPackageName())
                        .matches(
                                "io\\.nineveh\\.(config|hdfs\\.server|s3\\.server|thrift|backup|tablet|server|demo|bench"
                                        + "|broker\\.(api|plugin|local|hdfs|s3|server|client))(\\..*)?"));
    }

    @Test
    void aForbiddenImportIsFound() {
        assertThatThrownBy(() ->
                        ModuleRules.CONFIG.ruleFor("io.nineveh.broker.api..").check(CLASSES))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("CONFIG may import");
    }
}
