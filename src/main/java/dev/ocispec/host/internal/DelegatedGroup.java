package dev.ocispec.host.internal;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * A group of the unified hierarchy that was delegated to an ordinary user, so that groups with
 * limits can be made below it.
 *
 * <p>It is this process' own group or one above: a process can only be moved by who may write to
 * the members of a group that is above both places. A group with processes can't hand controllers
 * on that it has not handed on yet, and the own one has this process; so the one above it is what
 * systemd's delegation of a scope, a service or a user's slice makes usable.
 *
 * @param path its path from the top of the hierarchy
 * @param controllers those that groups below it can have
 */
record DelegatedGroup(String path, Set<String> controllers) {
  /**
   * The nearest one from the group {@code own} upwards, in a hierarchy that is at {@code place}.
   */
  static Optional<DelegatedGroup> of(HostFiles files, String place, String own) {
    for (String path = own; !path.isEmpty(); path = path.substring(0, path.lastIndexOf('/'))) {
      String folder = place + path;
      if (!isDelegated(files, folder)) {
        return Optional.empty(); // Those above belong to others still more.
      }
      Set<String> controllers = controllers(files, folder);
      if (!controllers.isEmpty()) {
        return Optional.of(new DelegatedGroup(path, controllers));
      }
    }
    return Optional.empty();
  }

  private static boolean isDelegated(HostFiles files, String folder) {
    return files.isWritable(folder)
        && files.isWritable(folder + "/cgroup.procs")
        && files.isWritable(folder + "/cgroup.subtree_control");
  }

  private static Set<String> controllers(HostFiles files, String folder) {
    boolean empty = files.text(folder + "/cgroup.procs").isBlank();
    return names(files, folder + (empty ? "/cgroup.controllers" : "/cgroup.subtree_control"));
  }

  /** The controllers that a file of a group names. */
  static Set<String> names(HostFiles files, String file) {
    Set<String> names = new TreeSet<>();
    files.line(file).ifPresent(line -> names.addAll(List.of(line.strip().split(" +"))));
    names.remove("");
    return names;
  }
}
