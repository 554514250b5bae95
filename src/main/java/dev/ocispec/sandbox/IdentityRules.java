package dev.ocispec.sandbox;

import dev.ocispec.host.HostFacts;
import dev.ocispec.host.IdRange;
import dev.ocispec.preset.IdMappings;
import dev.ocispec.spec.LinuxIdMapping;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Whom a build runs as in the profile {@code standard}.
 *
 * <p>With a user namespace, id 0 of the container is the user who starts the runtime, who must read
 * the bundle; the build is another id, from the end of the subordinate range, which other
 * containers of that user hardly ever reach. Root does not lend its own id: both ids are
 * subordinate.
 */
final class IdentityRules {
  /** A host id outside what distributions, systemd and container engines give away. */
  static final long ROOTFUL_ID = 1_879_149_192L;

  /** The build's usual ids in a user namespace. */
  private static final BuildIds USUAL = new BuildIds(1000, 100);

  private static final BuildIds ROOT = new BuildIds(0, 0);

  private final PlanContext context;
  private final HostFacts host;

  private IdentityRules(PlanContext context) {
    this.context = context;
    this.host = context.host();
  }

  static BuildIdentity of(PlanContext context) {
    IdentityRules rules = new IdentityRules(context);
    if (!context.userNamespace()) {
      return rules.onHost();
    }
    if (context.sandbox().hostIds().isPresent()) {
      return rules.ownOfTheBuild(context.sandbox().hostIds().get());
    }
    return HostIds.isHostsRoot(context.host()) ? rules.lentByRoot() : rules.lentByUser();
  }

  private BuildIdentity onHost() {
    Optional<HostIds> own = context.sandbox().hostIds();
    BuildIds ids =
        context
            .sandbox()
            .buildIds()
            .or(() -> own.map(HostIds::build))
            .orElse(ConfinementRules.unusedIds(host));
    if (own.isPresent() && !own.get().areReserved()) {
      context
          .findings()
          .refuse(
              SandboxRule.BUILD_IDS,
              "",
              "expected ids of the host from "
                  + ROOTFUL_ID
                  + " to "
                  + (ROOTFUL_ID + HostIds.RESERVED - 1)
                  + ", found "
                  + own.get().build(),
              "take them from HostIds.at, or ask for other build ids");
    }
    if (host.uid() != 0) {
      context
          .findings()
          .refuse(
              SandboxRule.ROOTFUL,
              "",
              "without a user namespace the runtime must be started by root, found user id "
                  + host.uid(),
              "ask for a user namespace (rootless)");
    }
    if (ids.uid() == 0 || ids.gid() == 0) {
      context
          .findings()
          .refuse(
              SandboxRule.BUILD_IDS,
              "",
              "without a user namespace the build would run as the host's root, found build ids "
                  + ids,
              "ask for a user namespace (rootless), or for other build ids");
    }
    return new BuildIdentity(ids, false, List.of(), List.of());
  }

  /** With ids that no other build has meanwhile. */
  private BuildIdentity ownOfTheBuild(HostIds own) {
    BuildIds ids = context.sandbox().buildIds().orElse(USUAL);
    if (!own.areLentTo(host)) {
      context
          .findings()
          .refuse(
              SandboxRule.SUBORDINATE_IDS,
              "",
              "expected subordinate ids of "
                  + host.userName()
                  + " for the build, found "
                  + own.build()
                  + " and, for root inside, "
                  + own.root(),
              "take them from HostIds.at");
    }
    return new BuildIdentity(
        ids,
        true,
        ownMappings(ids.uid(), own.build().uid(), own.root().uid()),
        ownMappings(ids.gid(), own.build().gid(), own.root().gid()));
  }

  /** A build that is root inside lends no other id, unless it would be the host's root. */
  private List<LinuxIdMapping> ownMappings(long id, long build, long root) {
    return id == 0
        ? List.of(IdMappings.mapping(0, HostIds.isHostsRoot(host) ? build : root, 1))
        : List.of(IdMappings.mapping(0, root, 1), IdMappings.mapping(id, build, 1));
  }

  private BuildIdentity lentByRoot() {
    BuildIds ids = context.sandbox().buildIds().orElse(USUAL);
    List<Long> uids = lent(host.subordinateUids(), needed(ids.uid()) + 1, host.uid());
    List<Long> gids = lent(host.subordinateGids(), needed(ids.gid()) + 1, host.gid());
    if (uids.size() <= needed(ids.uid()) || gids.size() <= needed(ids.gid())) {
      context
          .findings()
          .refuse(
              SandboxRule.SUBORDINATE_IDS,
              "",
              "without subordinate ids root would lend the build its own id",
              "add a line such as root:1000000:65536 to /etc/subuid and /etc/subgid, or ask for no"
                  + " user namespace (rootful)");
      return new BuildIdentity(ids, true, List.of(), List.of());
    }
    return new BuildIdentity(
        ids,
        true,
        mappings(ids.uid(), uids, uids.get(uids.size() - 1)),
        mappings(ids.gid(), gids, gids.get(gids.size() - 1)));
  }

  private BuildIdentity lentByUser() {
    BuildIds ids = context.sandbox().buildIds().orElse(USUAL);
    List<Long> uids = lent(host.subordinateUids(), needed(ids.uid()), host.uid());
    List<Long> gids = lent(host.subordinateGids(), needed(ids.gid()), host.gid());
    if (uids.size() < needed(ids.uid()) || gids.size() < needed(ids.gid())) {
      ids = withoutLentIds(ids);
    }
    return new BuildIdentity(
        ids, true, mappings(ids.uid(), uids, host.uid()), mappings(ids.gid(), gids, host.gid()));
  }

  private BuildIds withoutLentIds(BuildIds ids) {
    if (context.sandbox().buildIds().isPresent()) {
      context
          .findings()
          .refuse(
              SandboxRule.SUBORDINATE_IDS,
              "",
              "there are no subordinate ids for the build ids " + ids,
              "add lines for " + host.userName() + " to /etc/subuid and /etc/subgid");
    } else {
      context
          .findings()
          .warn(
              SandboxRule.SUBORDINATE_IDS,
              "",
              "without subordinate ids the build runs as the user who starts it, "
                  + host.userName()
                  + ": what it writes belongs to that user");
    }
    return ROOT;
  }

  /** How many subordinate ids the build's own id takes: none when it is root inside. */
  private static int needed(long id) {
    return id == 0 ? 0 : 1;
  }

  /** The mapping of id 0, and of the build's id, to the first id lent, when it is another one. */
  private static List<LinuxIdMapping> mappings(long id, List<Long> lent, long root) {
    LinuxIdMapping ofRoot = IdMappings.mapping(0, root, 1);
    return id == 0 ? List.of(ofRoot) : List.of(ofRoot, IdMappings.mapping(id, lent.get(0), 1));
  }

  /** Up to {@code count} different ids from the end of the ranges, without {@code own}. */
  private static List<Long> lent(List<IdRange> ranges, int count, long own) {
    List<Long> lent = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      HostIds.fromTheEnd(ranges, own, i).ifPresent(lent::add);
    }
    return lent;
  }
}
