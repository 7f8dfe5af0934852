package io.tidemark;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.sql.Timestamp;
import java.text.DateFormat;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Calendar;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TimeZone;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Who may know whom. Each rule's reason is the sentence a colleague would say. */
final class HouseRulesTest {
    private static final JavaClasses HOUSE = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.tidemark")
            .that(resideOutsideOfPackage("io.tidemark.sandbox.."));

    /** Room to the rooms below it that it may know. */
    private static final Map<String, Set<String>> DOMAIN = new TreeMap<>(Map.of(
            "workflow", Set.of(),
            "attempt", Set.of("workflow"),
            "access", Set.of("attempt"),
            "schedule", Set.of("workflow"),
            "instance", Set.of("workflow", "schedule"),
            "sync", Set.of("workflow", "schedule", "attempt"),
            "probe", Set.of("workflow", "attempt"),
            "doctor", Set.of("workflow", "attempt", "sync")));

    @Test
    void domainRoomsKnowTheJdkAndTheRoomsBelow() {
        DOMAIN.forEach((room, below) -> {
            String[] allowed = java.util.stream.Stream.concat(
                            java.util.stream.Stream.of("java..", "javax.net..", "org.jspecify..", room(room)),
                            below.stream().map(HouseRulesTest::room))
                    .toArray(String[]::new);
            check(
                    classes()
                            .that()
                            .resideInAPackage(room(room))
                            .should()
                            .onlyDependOnClassesThat()
                            .resideInAnyPackage(allowed)
                            .because(
                                    "the domain looks downward only and knows no library: declare a port and let a plug have it"));
        });
    }

    @Test
    void plugsAndKeepersKnowNeitherEachOtherNorADriver() {
        List<String> plugs = List.of("definition", "tablestore", "maxcompute", "store");
        for (String plug : plugs) {
            String[] others = java.util.stream.Stream.concat(
                            plugs.stream().filter(other -> !other.equals(plug)),
                            java.util.stream.Stream.of(
                                    "operator", "login", "metrics", "jobs", "console", "control", "cli", "wiring"))
                    .map(HouseRulesTest::room)
                    .toArray(String[]::new);
            check(noClasses()
                    .that()
                    .resideInAPackage(room(plug))
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(others)
                    .because("a plug is pulled out without the others noticing; they meet in the domain"));
        }
    }

    @Test
    void theOperatorKnowsNoDriverNoPlugAndNoLibrary() {
        check(noClasses()
                .that()
                .resideInAPackage(room("operator"))
                .should()
                .dependOnClassesThat(resideInAnyPackage(
                                room("login"),
                                room("metrics"),
                                room("jobs"),
                                room("console"),
                                room("control"),
                                room("cli"),
                                room("definition"),
                                room("tablestore"),
                                room("maxcompute"))
                        .or(describe(
                                "foreign libraries",
                                type -> !type.getPackageName().startsWith("java.")
                                        && !type.getPackageName().startsWith("io.tidemark")
                                        && !type.getPackageName().startsWith("org.jspecify")
                                        && !type.isPrimitive()
                                        && !type.isArray())))
                .because("a button, a command and a job must do the same thing in the same place"));
    }

    @Test
    void whoWatchesChangesNothing() {
        check(
                noClasses()
                        .that()
                        .resideInAPackage(room("metrics"))
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage(
                                room("jobs"),
                                room("console"),
                                room("control"),
                                room("cli"),
                                room("definition"),
                                room("tablestore"),
                                room("maxcompute"))
                        .because(
                                "figures are the same whoever asks for them: a driver hands them out, and hands in what they need"));
    }

    @Test
    void onlyMainKnowsTheWiring() {
        check(noClasses()
                .that()
                .resideOutsideOfPackages(room("wiring"), "io.tidemark")
                .should()
                .dependOnClassesThat()
                .resideInAPackage(room("wiring"))
                .because("rooms get what they need by their constructors"));
    }

    @Test
    void eachLibraryLivesInOneRoom() {
        Map<String, String> home = Map.ofEntries(
                Map.entry("com.alicloud..", "tablestore"),
                Map.entry("com.aliyun.odps..", "maxcompute"),
                Map.entry("org.jobrunr..", "jobs"),
                Map.entry("io.micrometer..", "metrics"),
                Map.entry("io.prometheus..", "metrics"),
                Map.entry("ch.qos.logback..", "wiring"),
                Map.entry("org.jdbi..", "store"),
                Map.entry("org.flywaydb..", "store"),
                Map.entry("com.zaxxer..", "store"),
                Map.entry("org.h2..", "store"),
                Map.entry("org.postgresql..", "store"),
                Map.entry("io.javalin..", "console"),
                Map.entry("gg.jte..", "console"),
                Map.entry("com.password4j..", "login"),
                Map.entry("picocli..", "cli"),
                Map.entry("com.cronutils..", "definition"));
        home.forEach((library, room) -> check(noClasses()
                .that()
                .resideOutsideOfPackages(room(room), "gg.jte..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage(library)
                .because("it lives in `" + room
                        + "`: ask that room, so that the library can be replaced in one place")));
    }

    @Test
    void onlyTheWiringReadsTheClockOrSleeps() {
        Map<Class<?>, Set<String>> clocks = Map.of(
                Instant.class, Set.of("now"),
                LocalDate.class, Set.of("now"),
                LocalDateTime.class, Set.of("now"),
                ZonedDateTime.class, Set.of("now"),
                Clock.class, Set.of("systemUTC", "systemDefaultZone", "system"),
                InstantSource.class, Set.of("system"),
                System.class, Set.of("currentTimeMillis"),
                Thread.class, Set.of("sleep"));
        ArchRule rule = noClasses()
                .that()
                .resideOutsideOfPackage(room("wiring"))
                .should()
                .callMethodWhere(describe(
                        "read the clock or sleep",
                        (JavaCall<?> call) -> clocks.entrySet().stream()
                                .anyMatch(clock -> call.getTargetOwner().isEquivalentTo(clock.getKey())
                                        && clock.getValue().contains(call.getName()))))
                .because("time comes in by the constructor, as InstantSource and Sleeper, or a test has to wait");
        check(rule);
    }

    @Test
    void nobodyAsksInWhichZoneTheMachineIs() {
        Map<Class<?>, Set<String>> zones = Map.of(
                ZoneId.class, Set.of("systemDefault"),
                TimeZone.class, Set.of("getDefault", "setDefault"),
                Clock.class, Set.of("systemDefaultZone"),
                Calendar.class, Set.of("getInstance"),
                Timestamp.class, Set.of("valueOf", "toLocalDateTime"));
        check(noClasses()
                .should()
                .callMethodWhere(describe(
                        "ask for the zone of the machine",
                        (JavaCall<?> call) -> zones.entrySet().stream()
                                .anyMatch(zone -> call.getTargetOwner().isEquivalentTo(zone.getKey())
                                        && zone.getValue().contains(call.getName()))))
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(DateFormat.class)
                .because("a schedule has the zone of its workflow, and moving the operator elsewhere changes nothing"));
    }

    @Test
    void roomsDoNotGoInCircles() {
        check(slices().matching("io.tidemark.(*)..").should().beFreeOfCycles());
    }

    @Test
    void everyRoomSaysWhatItIsForAndIsNullMarked() {
        assertThat(HOUSE.stream()
                        .map(type -> type.getPackageName())
                        .distinct()
                        .filter(name -> name.startsWith("io.tidemark")))
                .allSatisfy(name -> assertThat(
                                HOUSE.getPackage(name).isAnnotatedWith("org.jspecify.annotations.NullMarked"))
                        .as("%s has a package-info.java with @NullMarked", name)
                        .isTrue());
    }

    private static void check(ArchRule rule) {
        rule.allowEmptyShould(true).check(HOUSE);
    }

    private static String room(String name) {
        return "io.tidemark." + name + "..";
    }

    @Test
    void theRulesLookAtTheWholeHouse() {
        assertThat(HOUSE.that(resideInAPackage("io.tidemark.sync..")).size()).isGreaterThan(20);
    }
}
