package dev.ocispec.bundle;

import dev.ocispec.host.HostCommandException;
import dev.ocispec.host.internal.HostCommand;
import dev.ocispec.host.internal.HostProcess;
import dev.ocispec.preset.IdMappings;
import dev.ocispec.spec.LinuxIdMapping;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * A user namespace in which the caller is root over its own and its subordinate ids, to change and
 * remove what belongs to those.
 *
 * <p>A process that waits for the end of its input holds it, so it goes with this process, however
 * that ends. The mappings are written by {@code newuidmap} and {@code newgidmap}.
 */
final class UserNamespace implements AutoCloseable {
  private static final List<String> HOLDER = List.of("unshare", "--user", "--", "cat");
  private static final long LIMIT_NANOS = TimeUnit.SECONDS.toNanos(10);
  private static final long POLL_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

  private final Process holder;

  private UserNamespace(Process holder) {
    this.holder = holder;
  }

  /**
   * Makes one.
   *
   * @throws HostCommandException when a program is missing or refuses
   */
  static UserNamespace open(IdMappings mappings) {
    UserNamespace namespace = new UserNamespace(start());
    try {
      namespace.awaitOwnNamespace();
      HostCommand.run(map("newuidmap", namespace.holder.pid(), mappings.uids()));
      HostCommand.run(map("newgidmap", namespace.holder.pid(), mappings.gids()));
      return namespace;
    } catch (RuntimeException e) {
      namespace.close();
      throw e;
    }
  }

  /** The command line that runs {@code command} as root of this namespace. */
  List<String> inside(List<String> command) {
    List<String> line = new ArrayList<>(List.of("nsenter", "--user", "--target"));
    line.add(Long.toString(holder.pid()));
    line.addAll(List.of("--setuid", "0", "--setgid", "0", "--"));
    line.addAll(command);
    return line;
  }

  @Override
  public void close() {
    holder.destroyForcibly();
  }

  private static Process start() {
    try {
      return HostProcess.of(HOLDER)
          .redirectOutput(new File("/dev/null"))
          .redirectError(new File("/dev/null"))
          .start();
    } catch (IOException e) {
      throw new HostCommandException(HOLDER, "can't be started: " + e.getMessage(), e);
    }
  }

  private void awaitOwnNamespace() {
    long deadline = System.nanoTime() + LIMIT_NANOS;
    String here = namespaceOf("self");
    while (here.equals(namespaceOf(Long.toString(holder.pid())))) {
      if (!holder.isAlive()) {
        throw new HostCommandException(
            HOLDER,
            "could not create a user namespace; this host may not allow ordinary users to",
            null);
      }
      if (System.nanoTime() > deadline) {
        throw new HostCommandException(HOLDER, "did not create a user namespace in time", null);
      }
      LockSupport.parkNanos(POLL_NANOS);
    }
  }

  /** The identity of a process' user namespace. */
  private String namespaceOf(String process) {
    Path link = Path.of("/proc", process, "ns", "user");
    try {
      return Files.readSymbolicLink(link).toString();
    } catch (IOException e) {
      throw new HostCommandException(HOLDER, "has ended: " + link + " can't be read", e);
    }
  }

  /** The command line that maps ids of the namespace that a process is in. */
  static List<String> map(String program, long process, List<LinuxIdMapping> mappings) {
    List<String> line = new ArrayList<>(List.of(program, Long.toString(process)));
    for (LinuxIdMapping mapping : mappings) {
      line.add(Long.toString(mapping.containerID()));
      line.add(Long.toString(mapping.hostID()));
      line.add(Long.toString(mapping.size()));
    }
    return line;
  }
}
