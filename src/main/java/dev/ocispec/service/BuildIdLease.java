package dev.ocispec.service;

import dev.ocispec.host.HostFacts;
import dev.ocispec.report.Finding;
import dev.ocispec.report.Level;
import dev.ocispec.report.internal.IoReason;
import dev.ocispec.sandbox.HostIds;
import dev.ocispec.sandbox.Sandbox;
import dev.ocispec.sandbox.SandboxProfile;
import dev.ocispec.sandbox.SandboxRule;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Ids of the host that one build has while it runs, and no other build of this user, whichever
 * process runs it: each id is a locked place of a file, see {@link IdLocks}. An id that a process
 * still has, for instance of a build whose Java process was killed, is passed over.
 */
final class BuildIdLease implements AutoCloseable {
  /** More builds than a machine runs at once; those beyond share their ids. */
  private static final int MOST = 4096;

  private final Sandbox sandbox;
  private final List<IdLocks.Held> held;

  private BuildIdLease(Sandbox sandbox, List<IdLocks.Held> held) {
    this.sandbox = sandbox;
    this.held = held;
  }

  /**
   * Takes the first that are free; empty when the sandbox says itself which ids its builds have, or
   * when there are none to take, which {@code remarks} hears.
   *
   * @param caller who runs this process
   */
  static Optional<BuildIdLease> take(
      Sandbox sandbox, HostFacts host, long caller, Consumer<Finding> remarks) {
    boolean userNamespace = sandbox.rootless().orElse(host.uid() != 0);
    boolean chosen = sandbox.hostIds().isPresent();
    boolean fixed = !userNamespace && sandbox.buildIds().isPresent();
    boolean none = HostIds.at(host, userNamespace, 0).isEmpty();
    if (sandbox.profile() != SandboxProfile.STANDARD || chosen || fixed || none) {
      return Optional.empty();
    }
    try {
      IdLocks locks = IdLocks.of(caller);
      Set<Long> busy = RunningUsers.now();
      for (int place = 1; place < MOST; place++) {
        Optional<HostIds> ids = HostIds.at(host, userNamespace, place);
        if (ids.isEmpty()) {
          break;
        }
        Optional<List<IdLocks.Held>> held =
            busy.contains(ids.get().build().uid())
                ? Optional.empty()
                : all(locks, ids.get(), userNamespace && ids.get().root().uid() != host.uid());
        if (held.isPresent()) {
          return Optional.of(new BuildIdLease(sandbox.hostIds(ids.get()), held.get()));
        }
      }
      remarks.accept(remark("all ids of its own are taken, or there are too few"));
    } catch (IOException e) {
      remarks.accept(remark("which are taken can't be found out: " + IoReason.of(e)));
    }
    return Optional.empty();
  }

  private static Finding remark(String why) {
    return Finding.of(
        SandboxRule.BUILD_IDS.id(),
        Level.SHOULD,
        "",
        "the build has the same ids on the host as others that have none of their own: " + why);
  }

  /** All ids, or none. */
  private static Optional<List<IdLocks.Held>> all(IdLocks locks, HostIds ids, boolean withRoot)
      throws IOException {
    List<IdLocks.Held> held = new ArrayList<>();
    boolean complete =
        locks.user(ids.build().uid(), held)
            && locks.group(ids.build().gid(), held)
            && (!withRoot
                || locks.user(ids.root().uid(), held) && locks.group(ids.root().gid(), held));
    if (complete) {
      return Optional.of(held);
    }
    held.forEach(IdLocks.Held::release);
    return Optional.empty();
  }

  /** The service's sandbox, with the ids of this build. */
  Sandbox sandbox() {
    return sandbox;
  }

  /** Gives the ids back; to be done when no process and no file has them any more. */
  @Override
  public void close() {
    held.forEach(IdLocks.Held::release);
  }
}
