package io.aigateway.rules;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.camel.Body;
import org.apache.camel.Header;
import org.apache.camel.Headers;
import org.apache.camel.Processor;
import org.apache.camel.Variable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Who may know whom. */
class PackageDirectionTest {

    private static final String ROOT = "io.aigateway";
    private static final String ENTRY = "(entry)";

    /** A package knows those on its own line and above; between lines it only looks up. */
    private static final List<Set<String>> LAYERS =
            List.of(
                    Set.of("error", "money", "config", "condition"),
                    Set.of("catalog", "account", "store", "budget", "limit"),
                    Set.of("usage", "event"),
                    Set.of("call"),
                    Set.of("stream", "compat"),
                    Set.of("provider"),
                    Set.of("routing"),
                    Set.of("pipeline"),
                    Set.of("admin", "camel", "check", "migrate"),
                    Set.of("http"),
                    Set.of(ENTRY),
                    Set.of("cli"));

    private static final String[] CAMEL_SEAMS = {
        ROOT, ROOT + ".camel..", ROOT + ".http..", ROOT + ".check.."
    };

    private static final Set<String> PARAMETER_ANNOTATIONS =
            Set.of(
                    Variable.class.getName(),
                    Header.class.getName(),
                    Headers.class.getName(),
                    Body.class.getName());

    private static JavaClasses main;

    @BeforeAll
    static void readTheClasses() {
        main = new ClassFileImporter().importPath(Path.of("target/classes"));
    }

    @Test
    void everyPackageHasItsPlaceInTheOrder() {
        // Given
        Set<String> placed = LAYERS.stream().flatMap(Set::stream).collect(Collectors.toSet());

        // When
        Set<String> found = new TreeSet<>();
        main.forEach(type -> found.add(partOf(type)));

        // Then
        assertThat(placed).containsAll(found);
    }

    @Test
    void knowledgeGoesOneWay() {
        // Given
        ArchRule rule = classes().should(knowOnlyWhatStandsAboveThem());

        // When
        String broken = failures(rule);

        // Then
        assertThat(broken).isEmpty();
    }

    @Test
    void packagesDoNotKnowEachOtherInACircle() {
        // Given
        ArchRule rule = slices().matching(ROOT + ".(*)..").should().beFreeOfCycles();

        // When
        String broken = failures(rule);

        // Then
        assertThat(broken).isEmpty();
    }

    @Test
    void onlyTheSeamsKnowCamelBeyondTheParameterAnnotations() {
        // Given
        ArchRule rule =
                noClasses()
                        .that()
                        .resideOutsideOfPackages(CAMEL_SEAMS)
                        .should()
                        .dependOnClassesThat(areCamelButNoParameterAnnotation());

        // When
        String broken = failures(rule);

        // Then
        assertThat(broken).isEmpty();
    }

    @Test
    void onlyTheSeamsHoldProcessors() {
        // Given
        ArchRule rule =
                noClasses()
                        .that(assignableTo(Processor.class))
                        .should()
                        .resideOutsideOfPackages(ROOT + ".camel..", ROOT + ".http..")
                        .allowEmptyShould(true);

        // When
        String broken = failures(rule);

        // Then
        assertThat(broken).isEmpty();
    }

    private static ArchCondition<JavaClass> knowOnlyWhatStandsAboveThem() {
        return new ArchCondition<>("know only what stands above them") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                for (Dependency known : type.getDirectDependenciesFromSelf()) {
                    JavaClass target = known.getTargetClass().getBaseComponentType();
                    if (isOurs(target) && layer(target) > layer(type)) {
                        events.add(SimpleConditionEvent.violated(type, known.getDescription()));
                    }
                }
            }
        };
    }

    private static DescribedPredicate<JavaClass> areCamelButNoParameterAnnotation() {
        return resideInAnyPackage("org.apache.camel..")
                .and(
                        describe(
                                "is no parameter annotation",
                                type -> !PARAMETER_ANNOTATIONS.contains(type.getName())));
    }

    private static String failures(ArchRule rule) {
        return String.join("\n", rule.evaluate(main).getFailureReport().getDetails());
    }

    private static boolean isOurs(JavaClass type) {
        return type.getPackageName().equals(ROOT) || type.getPackageName().startsWith(ROOT + ".");
    }

    private static int layer(JavaClass type) {
        String part = partOf(type);
        for (int layer = 0; layer < LAYERS.size(); layer++) {
            if (LAYERS.get(layer).contains(part)) {
                return layer;
            }
        }
        throw new IllegalStateException("package " + part + " has no place in the order");
    }

    /** The first name below the root package. */
    private static String partOf(JavaClass type) {
        return Arrays.stream(type.getPackageName().split("\\."))
                .skip(ROOT.split("\\.").length)
                .findFirst()
                .orElse(ENTRY);
    }
}
