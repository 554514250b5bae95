package dev.ocispec.wall;

import com.fasterxml.jackson.annotation.JacksonAnnotation;
import com.networknt.schema.SchemaRegistry;
import dev.ocispec.Shared;
import dev.ocispec.spec.Spec;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.Arbitrary;
import org.apache.commons.codec.binary.Base32;
import org.apiguardian.api.API;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.platform.commons.support.ReflectionSupport;
import org.opentest4j.AssertionFailedError;
import org.slf4j.Logger;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.JsonNode;

/**
 * The library as its users get it: the packaged jar where the tests run on that, otherwise one made
 * of the folder of classes that they run on; and the jars that it brings along.
 */
public final class LibraryJar {
  private static final Path JAR = find();

  private LibraryJar() {}

  /** The jar. */
  public static Path path() {
    return JAR;
  }

  /** What a user's build tool adds to it, and nothing of what only building and testing need. */
  public static List<Path> dependencies() {
    return Stream.of(
            NullMarked.class,
            JsonParser.class,
            JsonNode.class,
            JacksonAnnotation.class,
            SchemaRegistry.class,
            Base32.class,
            Logger.class)
        .map(LibraryJar::location)
        .toList();
  }

  /** A path for {@code -cp} or {@code --module-path}. */
  public static String joined(List<Path> entries) {
    return entries.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
  }

  /** The library and what it brings along. */
  public static List<Path> withDependencies() {
    List<Path> all = new ArrayList<>(List.of(JAR));
    all.addAll(dependencies());
    return all;
  }

  /** The packaged jar with that classifier; skips the test where it is not built. */
  public static Path packaged(String classifier) {
    List<Path> found = new ArrayList<>();
    if (Files.isDirectory(Path.of("target"))) {
      try (DirectoryStream<Path> jars =
          Files.newDirectoryStream(Path.of("target"), "ocispec-*[0-9T]-" + classifier + ".jar")) {
        jars.forEach(found::add);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    Shared.require(found.size() == 1, "the jar " + classifier + " is not built: mvn verify");
    return found.get(0).toAbsolutePath();
  }

  /** The fixtures, and what tests with them need besides the library. */
  public static List<Path> forTests() {
    List<Path> all = new ArrayList<>(withDependencies());
    all.add(packaged("fixtures"));
    Stream.of(
            Arbitrary.class,
            Test.class,
            ParameterizedTest.class,
            ReflectionSupport.class,
            AssertionFailedError.class,
            API.class)
        .map(LibraryJar::location)
        .forEach(all::add);
    return all;
  }

  private static Path find() {
    Path library = location(Spec.class);
    if (Files.isRegularFile(library)) {
      return library;
    }
    try {
      Path folder = Files.createTempDirectory("ocispec-jar");
      Path jar = folder.resolve("ocispec.jar");
      Jdk.run(List.of("jar", "--create", "--file", jar.toString(), "-C", library.toString(), "."));
      folder.toFile().deleteOnExit();
      jar.toFile().deleteOnExit();
      return jar;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Path location(Class<?> type) {
    try {
      return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
