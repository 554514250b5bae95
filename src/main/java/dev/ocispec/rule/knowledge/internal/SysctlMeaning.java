package dev.ocispec.rule.knowledge.internal;

import static dev.ocispec.rule.Weight.ISOLATION;
import static dev.ocispec.rule.Weight.PLAIN;

import dev.ocispec.rule.Topic;
import dev.ocispec.rule.Weight;
import java.util.Set;

/** Whose setting a kernel parameter is. */
public final class SysctlMeaning {
  private static final Set<String> OF_IPC =
      Set.of(
          "kernel.msgmax",
          "kernel.msgmnb",
          "kernel.msgmni",
          "kernel.sem",
          "kernel.shmall",
          "kernel.shmmax",
          "kernel.shmmni",
          "kernel.shm_rmid_forced");

  private static final Set<String> OF_UTS = Set.of("kernel.domainname", "kernel.hostname");

  private SysctlMeaning() {}

  /** The name with dots between its parts, as sysctl.d(5) reads it. */
  public static String dotted(String name) {
    int slash = name.indexOf('/');
    int dot = name.indexOf('.');
    if (slash < 0 || dot >= 0 && dot < slash) {
      return name;
    }
    return name.replace('.', '\0').replace('/', '.').replace('\0', '/');
  }

  /** The namespace that the parameter belongs to; empty when there is one for the whole host. */
  public static String namespace(String name) {
    String dotted = dotted(name);
    if (dotted.startsWith("net.")) {
      return "network";
    }
    if (OF_IPC.contains(dotted) || dotted.startsWith("fs.mqueue.")) {
      return "ipc";
    }
    if (OF_UTS.contains(dotted)) {
      return "uts";
    }
    return dotted.startsWith("user.") ? "user" : "";
  }

  /** How much setting it counts in that container. */
  public static Weight weightIn(ContainerView container, String name) {
    String namespace = namespace(name);
    return namespace.isEmpty() || container.isHosts(namespace) ? ISOLATION : PLAIN;
  }

  /** What statements about it are filed under. */
  public static Topic topic(String name) {
    return namespace(name).equals("network") ? Topic.NETWORK : Topic.PLATFORM;
  }

  /** Where it takes effect, to follow its name and value. */
  public static String reach(ContainerView container, String name) {
    String namespace = namespace(name);
    if (namespace.isEmpty()) {
      return "for the whole host, since no namespace has its own";
    }
    return container.isHosts(namespace)
        ? "for the whole host, whose " + namespace + " namespace the container shares"
        : "in its " + namespace + " namespace";
  }
}
