package dev.ocispec.rule.knowledge.internal;

import static dev.ocispec.rule.Weight.ISOLATION;
import static dev.ocispec.rule.Weight.NOTABLE;
import static dev.ocispec.rule.Weight.PLAIN;

import dev.ocispec.rule.Topic;
import dev.ocispec.rule.Weight;
import java.util.List;
import java.util.Optional;

/**
 * What a namespace keeps apart.
 *
 * @param type the type as documents spell it
 * @param topic what statements about it are filed under
 * @param weight how much it counts that the host's is shared
 * @param what what is shared, to follow "shares the host's"
 * @param opens what sharing it opens, one clause about "it"
 * @param joined what is shared with others in a namespace that is joined
 */
public record NamespaceMeaning(
    String type, Topic topic, Weight weight, String what, String opens, String joined) {
  private static final List<NamespaceMeaning> ALL =
      List.of(
          new NamespaceMeaning(
              "mount",
              Topic.NAMESPACES,
              ISOLATION,
              "mount table",
              "what it mounts or unmounts, it mounts and unmounts on the host",
              "it sees and changes the same mounts as the others there"),
          new NamespaceMeaning(
              "pid",
              Topic.NAMESPACES,
              ISOLATION,
              "process ids",
              "it sees all processes of the host, their command lines included, and can signal and"
                  + " trace those that its user and capabilities allow",
              "it sees the processes of the others there, and can signal and trace those that its"
                  + " user and capabilities allow"),
          new NamespaceMeaning(
              "network",
              Topic.NETWORK,
              ISOLATION,
              "network",
              "it has the host's addresses and ports, and reaches services that listen only on the"
                  + " host's loopback interface or on abstract Unix sockets",
              "it has the addresses and ports that the others there have"),
          new NamespaceMeaning(
              "ipc",
              Topic.NAMESPACES,
              ISOLATION,
              "System V IPC objects and POSIX message queues",
              "it can use those whose permissions allow its user to",
              "it can use the shared memory and queues of the others there"),
          new NamespaceMeaning(
              "uts",
              Topic.NAMESPACES,
              NOTABLE,
              "name",
              "",
              "it has the host name of the others there"),
          new NamespaceMeaning(
              "user",
              Topic.NAMESPACES,
              NOTABLE,
              "user and group ids",
              "what its capabilities permit, they permit on the host",
              "its users are those that this namespace maps"),
          new NamespaceMeaning(
              "cgroup",
              Topic.NAMESPACES,
              PLAIN,
              "view of the control groups",
              "it sees in /proc/self/cgroup where in the host's hierarchy it stands",
              "it sees the control groups as the others there do"));

  /** All types that a container can be told to have, but for time, which hardly any has. */
  public static List<NamespaceMeaning> all() {
    return ALL;
  }

  /** The meaning of a type; empty for time and for types that are not known. */
  public static Optional<NamespaceMeaning> of(String type) {
    return ALL.stream().filter(meaning -> meaning.type.equals(type)).findFirst();
  }

  /** How much sharing it with the host counts in that container. */
  public Weight weightIn(ContainerView container) {
    return type.equals("uts") && container.holdsOnHost("CAP_SYS_ADMIN") ? ISOLATION : weight;
  }

  /** The clause about sharing it with the host, to follow "it". */
  public String sharedIn(ContainerView container) {
    return "shares the host's " + what + ": " + (type.equals("uts") ? name(container) : opens);
  }

  private static String name(ContainerView container) {
    return container.holdsOnHost("CAP_SYS_ADMIN")
        ? "holding CAP_SYS_ADMIN, it can change it for the whole host"
        : "it can see it, but not change it without CAP_SYS_ADMIN";
  }
}
