package dev.ocispec;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ocispec.report.OciException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What may depend on what. */
@Tag("unit")
class ArchitectureTest {
  private static final String ROOT = "dev.ocispec.";

  static Stream<String> rooms() {
    return Rooms.ORDER.stream();
  }

  @ParameterizedTest
  @MethodSource("rooms")
  void aRoomUsesOnlyThoseBeforeIt(String room) {
    Set<String> allowed = Set.copyOf(Rooms.ORDER.subList(0, Rooms.ORDER.indexOf(room) + 1));

    assertThat(Rooms.usedBy(room)).isSubsetOf(allowed);
  }

  @Test
  void theRoomsAreExactlyThoseOfTheOrder() {
    assertThat(Rooms.all()).containsExactlyInAnyOrderElementsOf(Rooms.ORDER);
  }

  @Test
  void theArchitecturePageListsTheRoomsInTheirOrder() throws IOException {
    List<String> listed =
        Pattern.compile("(?m)^\\| `dev\\.ocispec\\.([a-z]+)` \\|")
            .matcher(Files.readString(Path.of("docs/architecture.md")))
            .results()
            .map(row -> row.group(1))
            .toList();

    assertThat(listed).isEqualTo(Rooms.ORDER);
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
    "org.snakeyaml.., cdi",
    "io.grpc.., remote..",
    "com.google.protobuf.., remote..",
    "com.github.luben.., remote",
    "com.pty4j.., nowhere",
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

  /** Its jar must work on the class path beside a library on the module path. */
  @Test
  void theFixturesUseWhatTheLibraryExportsAndNothingElse() {
    assertThat(LibraryClasses.FIXTURES).isNotEmpty();
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAPackage("dev.ocispec..internal..")
        .check(LibraryClasses.FIXTURES);
    noClasses()
        .that()
        .resideOutsideOfPackage(ROOT + "testkit")
        .should()
        .dependOnClassesThat()
        .resideInAPackage(ROOT + "testkit")
        .check(LibraryClasses.ALL);
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
