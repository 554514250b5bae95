package dev.ocispec;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaModifier;
import dev.ocispec.report.OciException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What may depend on what. */
class ArchitectureTest {
  private static final String ROOT = "dev.ocispec.";

  /** Each package may use those before it. */
  private static final List<String> ORDER =
      List.of(
          "report",
          "schema",
          "spec",
          "state",
          "features",
          "json",
          "version",
          "validation",
          "preset",
          "sandbox",
          "bundle",
          "runtime",
          "build",
          "fixtures",
          "testkit",
          "cli");

  static Stream<String> packages() {
    return LibraryClasses.ALL.stream()
        .map(type -> type.getPackageName().substring(ROOT.length()))
        .distinct()
        .sorted();
  }

  @ParameterizedTest
  @MethodSource("packages")
  void aPackageUsesOnlyThoseBeforeIt(String name) {
    assertThat(ORDER).as("the order of packages").contains(name);
    Set<String> allowed = Set.copyOf(ORDER.subList(0, ORDER.indexOf(name) + 1));

    Set<String> used =
        LibraryClasses.ALL.stream()
            .filter(type -> type.getPackageName().equals(ROOT + name))
            .flatMap(type -> type.getDirectDependenciesFromSelf().stream())
            .map(dependency -> dependency.getTargetClass().getBaseComponentType())
            .map(JavaClass::getPackageName)
            .filter(target -> target.startsWith(ROOT))
            .map(target -> target.substring(ROOT.length()))
            .collect(Collectors.toCollection(TreeSet::new));

    assertThat(used).isSubsetOf(allowed);
  }

  @Test
  void featuresAndStatesKnowNothingOfEachOther() {
    noClasses()
        .that()
        .resideInAPackage(ROOT + "features")
        .should()
        .dependOnClassesThat()
        .resideInAPackage(ROOT + "state")
        .check(LibraryClasses.ALL);
  }

  @Test
  void packagesHaveNoCycles() {
    slices().matching(ROOT + "(*)..").should().beFreeOfCycles().check(LibraryClasses.ALL);
  }

  @ParameterizedTest
  @CsvSource({
    "com.palantir.javapoet.., nowhere",
    "dev.ocispec.codegen.., nowhere",
    "picocli.., cli",
    "com.networknt.., validation",
    "org.junit.., testkit",
    "net.jqwik.., testkit",
  })
  void aDependencyIsUsedInOnePackageOnly(String dependency, String user) {
    noClasses()
        .that()
        .resideOutsideOfPackage(ROOT + user)
        .should()
        .dependOnClassesThat()
        .resideInAPackage(dependency)
        .check(LibraryClasses.ALL);
  }

  @Test
  void jacksonIsNoPartOfThePublicInterfaceButForItsModule() {
    List<String> exposed =
        LibraryClasses.ALL.stream()
            .filter(type -> isVisible(type))
            .filter(type -> !type.getSimpleName().equals("OciModule"))
            .flatMap(type -> signatures(type))
            .filter(signature -> signature.contains("tools.jackson."))
            .toList();

    assertThat(exposed).isEmpty();
  }

  private static boolean isVisible(JavaClass type) {
    return type.getModifiers().contains(JavaModifier.PUBLIC)
        && type.getEnclosingClass().map(ArchitectureTest::isVisible).orElse(true);
  }

  private static Stream<String> signatures(JavaClass type) {
    Stream<String> units =
        type.getCodeUnits().stream()
            .filter(unit -> isVisible(unit.getModifiers()))
            .map(ArchitectureTest::signature);
    Stream<String> fields =
        type.getFields().stream()
            .filter(field -> isVisible(field.getModifiers()))
            .map(field -> field.getFullName() + " " + field.getRawType().getName());
    Stream<String> parents =
        type.getAllRawSuperclasses().stream().map(p -> type.getName() + " " + p.getName());
    return Stream.of(units, fields, parents).flatMap(all -> all);
  }

  private static boolean isVisible(Set<JavaModifier> modifiers) {
    return modifiers.contains(JavaModifier.PUBLIC) || modifiers.contains(JavaModifier.PROTECTED);
  }

  private static String signature(JavaCodeUnit unit) {
    return unit.getFullName() + " " + unit.getRawReturnType().getName();
  }

  @Test
  void usersNeverSeeAnImmutablesName() {
    classes()
        .that()
        .haveSimpleNameStartingWith("Immutable")
        .should()
        .notBePublic()
        .check(LibraryClasses.ALL);
  }

  @Test
  void namesSayWhatAThingIs() {
    noClasses()
        .should()
        .haveNameMatching(".*(Util|Helper|Manager)s?([^a-z].*)?")
        .check(LibraryClasses.ALL);
  }

  @Test
  void everyExceptionThatCallersSeeIsOneOfOurs() {
    classes()
        .that()
        .areAssignableTo(Throwable.class)
        .and()
        .arePublic()
        .should()
        .beAssignableTo(OciException.class)
        .check(LibraryClasses.ALL);
  }

  @Test
  void nothingIsStartedThroughAShellString() {
    noClasses()
        .should()
        .callMethodWhere(
            describe(
                "Runtime.exec",
                call ->
                    call.getTargetOwner().isEquivalentTo(Runtime.class)
                        && call.getName().equals("exec")))
        .check(LibraryClasses.ALL);
  }

  @Test
  void onlyTheCommandLineWritesToTheProcessStreams() {
    noClasses()
        .that()
        .resideOutsideOfPackage(ROOT + "cli")
        .should()
        .accessField(System.class, "out")
        .orShould()
        .accessField(System.class, "err")
        .check(LibraryClasses.ALL);
  }
}
