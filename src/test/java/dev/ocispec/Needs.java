package dev.ocispec;

import dev.ocispec.host.HostFacts;
import dev.ocispec.runtime.OciRuntime;
import dev.ocispec.runtime.RuntimeMissingException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What a test needs of the machine. Where that is absent the test is skipped and says so, or fails
 * if everything must run.
 */
public final class Needs {
  private Needs() {}

  /** Root's rights. */
  public static void root() {
    Shared.require("root".equals(System.getProperty("user.name")), "needs root");
  }

  /** A runtime on the {@code PATH}, given by its name. */
  public static void runtime(String name) {
    Shared.require(isOnPath(name), "needs " + name);
  }

  /** A program on the {@code PATH}, given by its name. */
  public static void program(String name) {
    Shared.require(isOnPath(name), "needs " + name);
  }

  /** A browser that can do without a screen. */
  public static void chromium() {
    Shared.require(isOnPath("chromium"), "needs chromium");
  }

  /** Maven. */
  public static void maven() {
    Shared.require(isOnPath("mvn"), "needs mvn");
  }

  /** A busybox that runs without any library: the shell of sandboxes, the content of bundles. */
  public static Path busybox() {
    Optional<Path> found =
        HostFacts.detect()
            .staticShell()
            .filter(shell -> shell.getFileName().toString().startsWith("busybox"));
    Shared.require(found.isPresent(), "needs a static busybox");
    return found.orElseThrow();
  }

  /** Root's rights, the runtime that is used by default, and busybox: what most builds need. */
  public static void rootAndRunc() {
    root();
    runtime("runc");
    busybox();
  }

  private static boolean isOnPath(String name) {
    try {
      OciRuntime.find(name);
      return true;
    } catch (RuntimeMissingException e) {
      return false;
    }
  }
}
