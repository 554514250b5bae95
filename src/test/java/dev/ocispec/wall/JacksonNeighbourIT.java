package dev.ocispec.wall;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ocispec.JavaProgram;
import dev.ocispec.Shared;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A Jackson 2 on the same class path. Both Jacksons share jackson-annotations, of which a build has
 * one: Maven takes the version that is nearest in the project's tree.
 */
@Tag("runtime")
class JacksonNeighbourIT {
  /** Where the build lays the jars of several releases of Jackson 2. */
  private static final Path JARS =
      Path.of(System.getProperty("ocispec.jackson2", "target/jackson2")).toAbsolutePath();

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({"2.17.2, 2.17.2", "2.17.2, 2.18.2", "2.20.1, 2.20"})
  void withOldAnnotationsTheRemedyIsSaidAndDocumentsStillGoThrough(
      String databind, String annotations) {
    JavaProgram.Result result = run(databind, annotations);

    String jar = JARS.resolve("jackson-annotations-" + annotations + ".jar").toString();
    String refusal =
        " IncompatibleJacksonException: jackson-databind 3.1.8 needs jackson-annotations 2.21 or"
            + " later, found "
            + annotations
            + " in "
            + jar
            + ", which another dependency brings, usually a Jackson 2; add"
            + " com.fasterxml.jackson.core:jackson-annotations:2.21 to the <dependencyManagement>"
            + " of the pom, or to the build's constraints\n";
    String tries = "module" + refusal + "schema" + refusal + "release" + refusal;
    assertThat(result.out()).isEqualTo("jackson2 {\"a\":1}\njson true\n" + tries + tries);
    assertThat(result.code()).isZero();
  }

  @ParameterizedTest
  @CsvSource({"2.17.2, 2.21", "2.20.1, 2.21", "2.22.3, 2.22"})
  void withNewAnnotationsOldAndNewJackson2WorkBesideIt(String databind, String annotations) {
    JavaProgram.Result result = run(databind, annotations);

    String tries = "module ocispec\nschema true\nrelease true\n";
    assertThat(result.out()).isEqualTo("jackson2 {\"a\":1}\njson true\n" + tries + tries);
    assertThat(result.code()).isZero();
  }

  private JavaProgram.Result run(String databind, String annotations) {
    List<Path> path = new ArrayList<>(LibraryJar.withDependencies());
    path.removeIf(jar -> jar.getFileName().toString().startsWith("jackson-annotations"));
    path.add(jar("jackson-annotations", annotations));
    path.add(jar("jackson-core", databind));
    path.add(jar("jackson-databind", databind));
    Path classes = folder.resolve("classes");
    Jdk.run(
        List.of(
            "javac",
            "-proc:none",
            "-cp",
            LibraryJar.joined(path),
            "-d",
            classes.toString(),
            "src/test/resources/wall/Neighbour.java"));
    path.add(classes);
    return Jdk.result(
        List.of("java", "-XX:TieredStopAtLevel=1", "-cp", LibraryJar.joined(path), "Neighbour"),
        folder);
  }

  private static Path jar(String artifact, String version) {
    Path jar = JARS.resolve(artifact + "-" + version + ".jar");
    Shared.require(Files.exists(jar), "needs what mvn verify lays in target/jackson2");
    return jar;
  }
}
