package dev.ocispec;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/**
 * Data that lies beside the project and is not part of it; tests that need it are skipped where it
 * is absent.
 */
public final class Shared {
  private static final Path ROOT =
      Path.of(System.getProperty("ocispec.shared", "../shared")).toAbsolutePath().normalize();

  private static final boolean MUST_RUN = "true".equals(System.getenv("OCISPEC_REQUIRE_ALL"));

  private Shared() {}

  /**
   * The file or folder {@code name}; skips the test, or fails it where everything must run, when it
   * is absent.
   */
  public static Path path(String name) {
    Path path = ROOT.resolve(name);
    require(Files.exists(path), absent(name));
    return path;
  }

  /** The file or folder {@code name}; empty when it is absent where not everything must run. */
  public static Optional<Path> find(String name) {
    Path path = ROOT.resolve(name);
    if (Files.exists(path)) {
      return Optional.of(path);
    }
    if (MUST_RUN) {
      Assertions.fail("must not be skipped here: " + absent(name));
    }
    return Optional.empty();
  }

  /** Short where all is absent, so that the table of skipped tests is. */
  private static String absent(String name) {
    return "needs the data beside the checkout (-Docispec.shared=FOLDER)"
        + (Files.isDirectory(ROOT) ? ": " + name + " is not in " + ROOT : "");
  }

  /** The JSON files of a folder of the shared data, by name. */
  public static List<Path> jsonFiles(String folder) {
    try (Stream<Path> files = Files.list(path(folder))) {
      return files.filter(f -> f.toString().endsWith(".json")).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whether everything must run. */
  public static boolean mustRun() {
    return MUST_RUN;
  }

  /**
   * Skips the test with {@code reason} unless {@code there}; where everything must run, fails it
   * instead.
   */
  public static void require(boolean there, String reason) {
    if (!there && MUST_RUN) {
      Assertions.fail("must not be skipped here: " + reason);
    }
    Assumptions.assumeTrue(there, reason);
  }
}
