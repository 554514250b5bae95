package dev.ocispec.host.internal;

import dev.ocispec.host.HostCommandException;
import dev.ocispec.spec.LinuxNamespaceType;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Finds out by trying which namespaces this process can make: what forbids them, a filter of system
 * calls, a security module or a limit, can't be read anywhere. A trial is a process that is over at
 * once.
 */
public final class NamespaceTrial {
  private static final List<LinuxNamespaceType> OTHERS =
      List.of(
          LinuxNamespaceType.MOUNT,
          LinuxNamespaceType.PID,
          LinuxNamespaceType.IPC,
          LinuxNamespaceType.UTS,
          LinuxNamespaceType.NETWORK);

  private NamespaceTrial() {}

  /**
   * Those of {@code claimed} without what the kernel refuses. All stay where there is no program to
   * try it with, and without a trial where root has nothing in its way.
   */
  public static Set<LinuxNamespaceType> of(Set<LinuxNamespaceType> claimed, long uid) {
    if (uid == 0 && !new NamespaceObstacles(new HostFiles(Path.of("/"))).any()) {
      return claimed;
    }
    Set<LinuxNamespaceType> found = new LinkedHashSet<>(claimed);
    // With the mounts that every container needs: AppArmor lets the namespace itself be made.
    if (claimed.contains(LinuxNamespaceType.USER)
        && !works("--user", "--map-root-user", "--mount")) {
      found.remove(LinuxNamespaceType.USER);
    }
    if (uid == 0 && !works("--mount", "--pid", "--fork", "--ipc", "--uts", "--net")) {
      OTHERS.stream().filter(type -> !works(option(type))).forEach(found::remove);
    }
    return found;
  }

  private static String option(LinuxNamespaceType type) {
    return "--" + (type.equals(LinuxNamespaceType.NETWORK) ? "net" : type.text());
  }

  private static boolean works(String... options) {
    List<String> line = new ArrayList<>(List.of("unshare"));
    line.addAll(List.of(options));
    line.addAll(List.of("--", "true"));
    try {
      HostCommand.run(line);
      return true;
    } catch (HostCommandException e) {
      return e.getCause() instanceof IOException; // No such program: nothing was tried.
    }
  }
}
