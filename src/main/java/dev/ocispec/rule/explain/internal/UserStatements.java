package dev.ocispec.rule.explain.internal;

import dev.ocispec.rule.Topic;
import dev.ocispec.rule.knowledge.internal.ContainerView;
import dev.ocispec.rule.knowledge.internal.Words;
import dev.ocispec.spec.LinuxIdMapping;
import dev.ocispec.spec.User;
import java.util.List;
import java.util.OptionalLong;

/** Who the process is, inside and on the host. */
final class UserStatements {
  private static final long NOBODY = 4294967295L;

  private final ContainerView container;
  private final Statements to;

  private UserStatements(ContainerView container, Statements to) {
    this.container = container;
    this.to = to;
  }

  static void add(ContainerView container, Statements to) {
    UserStatements part = new UserStatements(container, to);
    if (container.spec().process().isPresent()) {
      part.user();
      part.groups();
    }
    part.mappings();
  }

  private String place() {
    return container.user().isPresent() ? "/process/user/uid" : "/process/user";
  }

  private void user() {
    long uid = container.uid();
    String inside = uid == 0 ? "it runs as root (uid 0)" : "it runs as uid " + uid;
    if (uid == NOBODY) {
      to.isolation(
          Topic.IDENTITY,
          place(),
          "its uid is 4294967295, which means \"no change\" to the kernel: runc refuses it, crun"
              + " runs it as root");
    } else if (container.sharesHostIds()) {
      sameUser(uid, inside);
    } else if (container.isNew("user")) {
      mappedUser(uid, inside);
    } else {
      to.notable(
          Topic.IDENTITY,
          place(),
          inside + " of a user namespace that it joins; who that is on the host is decided there");
    }
  }

  private void sameUser(long uid, String inside) {
    if (uid == 0) {
      to.isolation(
          Topic.IDENTITY,
          place(),
          inside
              + " without a user namespace of its own: that is the host's root, unless the runtime"
              + " itself is started in a user namespace (rootless)");
    } else {
      to.notable(
          Topic.IDENTITY,
          place(),
          inside
              + " without a user namespace of its own: it is the host's user "
              + uid
              + ", unless the runtime itself is started in a user namespace (rootless)");
    }
  }

  private void mappedUser(long uid, String inside) {
    List<LinuxIdMapping> mappings = container.uidMappings();
    OptionalLong host = container.hostId(uid, mappings);
    if (mappings.isEmpty()) {
      to.notable(
          Topic.IDENTITY,
          "/linux/uidMappings",
          inside
              + ", but no mapping says who that is on the host: runc refuses this, crun started by"
              + " an ordinary user takes the ids of /etc/subuid");
    } else if (host.isEmpty()) {
      to.notable(
          Topic.IDENTITY,
          place(),
          inside + ", which no mapping gives an id of the host; runtimes refuse to start it");
    } else if (host.getAsLong() == 0) {
      to.isolation(
          Topic.IDENTITY,
          place(),
          inside
              + ", which is mapped to the host's root, unless the runtime itself is started in a"
              + " user namespace (rootless)");
    } else {
      to.plain(Topic.IDENTITY, place(), inside + ", which on the host is uid " + host.getAsLong());
    }
  }

  private void groups() {
    long gid = container.gid();
    String pointer = container.user().isPresent() ? "/process/user/gid" : "/process/user";
    OptionalLong host = container.hostId(gid, container.gidMappings());
    to.plain(
        Topic.IDENTITY,
        pointer,
        "its group is "
            + (gid == 0 ? "root (gid 0)" : "gid " + gid)
            + (container.sharesHostIds()
                ? ", the same on the host"
                : host.isPresent() ? ", which on the host is gid " + host.getAsLong() : ""));
    List<Long> more =
        container.user().map(User::additionalGids).orElse(List.of()).stream()
            .filter(other -> other != gid)
            .distinct()
            .toList();
    if (!more.isEmpty()) {
      to.plain(
          Topic.IDENTITY,
          "/process/user/additionalGids",
          "it also belongs to "
              + (more.size() == 1 ? "the group " : "the groups ")
              + Words.list(more.stream().map(String::valueOf).toList(), 20));
    }
  }

  private void mappings() {
    if (container.isNew("user")) {
      map("/linux/uidMappings", "uid", container.uidMappings());
      map("/linux/gidMappings", "gid", container.gidMappings());
    } else if (!container.uidMappings().isEmpty() || !container.gidMappings().isEmpty()) {
      to.isolation(
          Topic.IDENTITY,
          container.uidMappings().isEmpty() ? "/linux/gidMappings" : "/linux/uidMappings",
          container.sharesHostIds()
              ? "the id mappings have no effect without a user namespace: its ids are the host's"
              : "the id mappings have no effect on the user namespace that it joins");
    }
  }

  private void map(String pointer, String kind, List<LinuxIdMapping> mappings) {
    for (int i = 0; i < mappings.size(); i++) {
      LinuxIdMapping m = mappings.get(i);
      boolean root = m.hostID() == 0 && m.size() > 0;
      String text =
          m.size() == 1
              ? "its " + kind + " " + m.containerID() + " is the host's " + kind + " " + m.hostID()
              : m.size() <= 0
                  ? "a mapping of no " + kind + "s has no effect"
                  : "its "
                      + kind
                      + "s "
                      + m.containerID()
                      + " to "
                      + (m.containerID() + (m.size() - 1))
                      + " are the host's "
                      + m.hostID()
                      + " to "
                      + (m.hostID() + (m.size() - 1));
      boolean said = kind.equals("uid") && container.isHostRoot();
      if (root && !said) {
        to.isolation(
            Topic.IDENTITY,
            pointer + "/" + i,
            text
                + (m.size() == 1 ? ", that is root's" : ", root's among them")
                + ", unless the runtime itself is started in a user namespace (rootless)");
      } else {
        to.plain(Topic.IDENTITY, pointer + "/" + i, text);
      }
    }
  }
}
