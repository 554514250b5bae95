package dev.ocispec.bundle;

import dev.ocispec.host.HostCommandException;
import dev.ocispec.host.internal.HostCommand;
import dev.ocispec.host.internal.HostProcess;
import dev.ocispec.preset.IdMappings;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * A mount namespace in which overlays of a bundle are mounted as the container has them, to prepare
 * them and to read what the build left. For an ordinary user it belongs to a user namespace, in
 * which the caller is root over its own and its subordinate ids.
 *
 * <p>A process that waits for the end of its input holds it, so it and the mounts in it go with
 * this process, however that ends.
 */
final class OverlayView implements AutoCloseable {
  private static final List<String> MOUNTS =
      List.of("--mount", "--propagation", "private", "--", "cat");
  private static final long LIMIT_NANOS = TimeUnit.SECONDS.toNanos(10);
  private static final long POLL_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

  private final Process holder;
  private final List<String> credentials;

  private OverlayView(Process holder, List<String> credentials) {
    this.holder = holder;
    this.credentials = credentials;
  }

  /**
   * Makes one without overlays.
   *
   * @throws HostCommandException when a program is missing or refuses
   */
  static OverlayView open(CallerIds caller) {
    List<String> line = new ArrayList<>(List.of("unshare"));
    if (!caller.isRoot()) {
      line.add("--user");
      if (caller.subordinate().isEmpty()) {
        line.add("--map-root-user");
      }
    }
    line.addAll(MOUNTS);
    OverlayView view = new OverlayView(start(line), credentials(caller));
    try {
      view.awaitHeld(line);
      if (!caller.isRoot() && caller.subordinate().isPresent()) {
        IdMappings all = caller.withOwn();
        HostCommand.run(UserNamespace.map("newuidmap", view.holder.pid(), all.uids()));
        HostCommand.run(UserNamespace.map("newgidmap", view.holder.pid(), all.gids()));
      }
      return view;
    } catch (RuntimeException e) {
      view.close();
      throw e;
    }
  }

  /** How a program becomes root in the user namespace, if there is one. */
  private static List<String> credentials(CallerIds caller) {
    if (caller.isRoot()) {
      return List.of();
    }
    // Where the caller's id is the only one, it is root there already and can't set its groups.
    return caller.subordinate().isPresent()
        ? List.of("--user", "--setuid", "0", "--setgid", "0")
        : List.of("--user", "--preserve-credentials");
  }

  /** Mounts an overlay. */
  void mount(List<String> options, Path place) {
    run(List.of("mount", "-t", "overlay", "overlay", "-o", String.join(",", options), "" + place));
  }

  /** Runs a program that sees the overlays, as root of the namespace. */
  void run(List<String> command) {
    List<String> line = new ArrayList<>(List.of("nsenter", "--mount"));
    line.addAll(credentials);
    line.addAll(List.of("--target", Long.toString(holder.pid()), "--"));
    line.addAll(command);
    HostCommand.run(line);
  }

  /** Where this process sees what is at an absolute path of the namespace. */
  Path seen(Path place) {
    Path root = Path.of("/proc", Long.toString(holder.pid()), "root");
    return Path.of(root + place.toString());
  }

  @Override
  public void close() {
    holder.destroyForcibly();
  }

  private static Process start(List<String> line) {
    try {
      return HostProcess.of(line)
          .redirectOutput(new File("/dev/null"))
          .redirectError(new File("/dev/null"))
          .start();
    } catch (IOException e) {
      throw new HostCommandException(line, "can't be started: " + e.getMessage(), e);
    }
  }

  /** The program that makes the namespaces becomes another one once they are there. */
  private void awaitHeld(List<String> line) {
    long deadline = System.nanoTime() + LIMIT_NANOS;
    Path name = Path.of("/proc", Long.toString(holder.pid()), "comm");
    while (!isHeld(name)) {
      if (!holder.isAlive()) {
        throw new HostCommandException(
            line, "could not create the namespaces for an overlay on this host", null);
      }
      if (System.nanoTime() > deadline) {
        throw new HostCommandException(line, "did not create the namespaces in time", null);
      }
      LockSupport.parkNanos(POLL_NANOS);
    }
  }

  private static boolean isHeld(Path name) {
    try {
      return Files.readString(name, StandardCharsets.ISO_8859_1).strip().equals("cat");
    } catch (IOException e) {
      return false; // It has ended, which the caller looks at.
    }
  }
}
