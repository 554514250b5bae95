package dev.ocispec.preset;

import dev.ocispec.spec.PosixRlimitType;
import dev.ocispec.spec.Unsigned64;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the user who will start a container may do there. Immutable: methods give changed copies.
 *
 * <p>The default is the least that holds for every ordinary user, so that a configuration made with
 * it runs anywhere; who knows more of the user keeps more of the configuration.
 */
public final class RootlessCaller {
  /** What the kernel gives its first process; types that are not here are unlimited. */
  private static final Map<PosixRlimitType, Unsigned64> AT_BOOT =
      Map.of(
          PosixRlimitType.RLIMIT_NOFILE, Unsigned64.of(4096),
          PosixRlimitType.RLIMIT_MEMLOCK, Unsigned64.of(65536),
          PosixRlimitType.RLIMIT_MSGQUEUE, Unsigned64.of(819200),
          PosixRlimitType.RLIMIT_NPROC, Unsigned64.of(1024),
          PosixRlimitType.RLIMIT_SIGPENDING, Unsigned64.of(1024),
          PosixRlimitType.RLIMIT_NICE, Unsigned64.ZERO,
          PosixRlimitType.RLIMIT_RTPRIO, Unsigned64.ZERO);

  private static final RootlessCaller ORDINARY = new RootlessCaller(false, AT_BOOT, 0, Set.of());

  private final boolean controlGroups;
  private final Map<PosixRlimitType, Unsigned64> hardLimits;
  private final long oomScoreAdj;
  private final Set<String> devices;

  private RootlessCaller(
      boolean controlGroups,
      Map<PosixRlimitType, Unsigned64> hardLimits,
      long oomScoreAdj,
      Set<String> devices) {
    this.controlGroups = controlGroups;
    this.hardLimits = hardLimits;
    this.oomScoreAdj = oomScoreAdj;
    this.devices = devices;
  }

  /**
   * {@return a user of whom nothing is known: control groups can't be written, hard limits are
   * those of the kernel at boot, the score of the out-of-memory killer is 0, and the host has only
   * the devices that all have}
   */
  public static RootlessCaller ordinary() {
    return ORDINARY;
  }

  /**
   * Whether the user can make control groups below its own, with the controllers that the
   * configuration sets limits for: those that systemd delegates to a user, for instance. Default:
   * {@code false}, so that limits of control groups are left out.
   *
   * @param writable whether they can be written
   * @return the user with that right
   */
  public RootlessCaller controlGroups(boolean writable) {
    return new RootlessCaller(writable, hardLimits, oomScoreAdj, devices);
  }

  /**
   * How far the user can raise a limit of resources: {@code ulimit -H}. Default: what the kernel
   * gives at boot, which is 4096 open files and no limit of most other kinds.
   *
   * @param type the kind of limit
   * @param value the user's hard limit, {@link Unsigned64#UNLIMITED} for none
   * @return the user with that limit
   */
  public RootlessCaller hardLimit(PosixRlimitType type, Unsigned64 value) {
    Map<PosixRlimitType, Unsigned64> limits = new LinkedHashMap<>(hardLimits);
    limits.put(type, value);
    return new RootlessCaller(controlGroups, Map.copyOf(limits), oomScoreAdj, devices);
  }

  /**
   * The least score of the out-of-memory killer that the user can set: the one that its processes
   * have, in {@code /proc/self/oom_score_adj}. Default: 0.
   *
   * @param value -1000 to 1000
   * @return the user with that score
   */
  public RootlessCaller oomScoreAdj(int value) {
    return new RootlessCaller(controlGroups, hardLimits, value, devices);
  }

  /**
   * Device nodes that the host has, of which the container may get those that the configuration
   * names. Default: none but those that all hosts have, {@code /dev/null} for instance.
   *
   * @param paths absolute paths on the host
   * @return the user on a host with these too
   */
  public RootlessCaller devices(String... paths) {
    Set<String> all = new LinkedHashSet<>(devices);
    all.addAll(List.of(paths));
    return new RootlessCaller(controlGroups, hardLimits, oomScoreAdj, Set.copyOf(all));
  }

  boolean writesControlGroups() {
    return controlGroups;
  }

  Unsigned64 hardLimit(PosixRlimitType type) {
    return hardLimits.getOrDefault(type, Unsigned64.UNLIMITED);
  }

  long leastOomScoreAdj() {
    return oomScoreAdj;
  }

  boolean hasDevice(String path) {
    return devices.contains(path);
  }
}
