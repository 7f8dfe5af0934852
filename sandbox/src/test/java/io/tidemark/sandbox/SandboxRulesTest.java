package io.tidemark.sandbox;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Who may know whom in the sandbox. */
final class SandboxRulesTest {
    private static final JavaClasses SANDBOX = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.tidemark");

    @Test
    void theTwoServersKnowNothingOfEachOther() {
        apart("tablestore", "maxcompute");
        apart("maxcompute", "tablestore");
    }

    @Test
    void whatTheServersShareKnowsNeitherOfThem() {
        for (String room : new String[] {"http", "journal", "fault", "time"}) {
            apart(room, "tablestore");
            apart(room, "maxcompute");
        }
    }

    @Test
    void clientsKnowTheServersByTheirAddressOnly() {
        for (String room : new String[] {"load", "sql", "replay", "control"}) {
            apart(room, "tablestore");
            apart(room, "maxcompute");
        }
    }

    @Test
    void roomsDoNotGoInCircles() {
        slices().matching("io.tidemark.sandbox.(**)").should().beFreeOfCycles().check(SANDBOX);
    }

    @Test
    void onlyTheCommandReadsTheClock() {
        Map<String, String> clocks = Map.of(
                "java.time.Instant", "now",
                "java.time.InstantSource", "system",
                "java.time.Clock", "system",
                "java.lang.Thread", "sleep");
        noClasses()
                .that()
                .doNotHaveSimpleName("SandboxCommand")
                .should()
                .callMethodWhere(describe(
                        "read the clock or sleep",
                        (JavaCall<?> call) -> clocks.entrySet().stream()
                                .anyMatch(
                                        clock -> call.getTargetOwner().getName().equals(clock.getKey())
                                                && call.getName().startsWith(clock.getValue()))))
                .because("time comes in by the constructor, or a test has to wait")
                .check(SANDBOX);
    }

    private static void apart(String room, String other) {
        noClasses()
                .that()
                .resideInAPackage("io.tidemark.sandbox." + room + "..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.tidemark.sandbox." + other + "..")
                .because(room + " must work when " + other + " is replaced")
                .check(SANDBOX);
    }
}
