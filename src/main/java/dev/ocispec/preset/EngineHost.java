package dev.ocispec.preset;

import dev.ocispec.spec.Capability;
import dev.ocispec.spec.LinuxDevice;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * The host that an engine runs on, as far as the configurations that it writes depend on it.
 * Immutable: methods give changed copies.
 *
 * <p>Default: control groups of version 1, no AppArmor, no SELinux, all capabilities that this
 * library knows, and no devices.
 */
public final class EngineHost {
  /** A host that is as the class says. */
  public static final EngineHost DEFAULT =
      new EngineHost(ImmutableEngineHostFacts.builder().build());

  private final ImmutableEngineHostFacts facts;

  private EngineHost(ImmutableEngineHostFacts facts) {
    this.facts = facts;
  }

  /**
   * {@return this host, with control groups of that version}
   *
   * @param version 1 or 2
   * @throws IllegalArgumentException for another version
   */
  public EngineHost cgroupVersion(int version) {
    if (version != 1 && version != 2) {
      throw new IllegalArgumentException("expected a cgroup version of 1 or 2, found " + version);
    }
    return new EngineHost(facts.withCgroupVersion(version));
  }

  /**
   * {@return this host, with AppArmor} The engine then names its own profile unless an option names
   * another.
   *
   * @param there whether the kernel has it
   */
  public EngineHost appArmor(boolean there) {
    return new EngineHost(facts.withAppArmor(there));
  }

  /**
   * {@return this host, where the engine labels containers so, as {@code --security-opt label} does
   * not change it}
   *
   * @param process the label of processes
   * @param mount the label of files
   */
  public EngineHost seLinux(String process, String mount) {
    return new EngineHost(facts.withProcessLabel(process).withMountLabel(mount));
  }

  /**
   * {@return this host, whose kernel and engine have only these capabilities to give: what is meant
   * by "all"}
   *
   * @param all the capabilities, in the order of their numbers
   */
  public EngineHost capabilities(Collection<Capability> all) {
    return new EngineHost(facts.withCapabilities(all));
  }

  /**
   * {@return this host, with these devices, which privileged containers get}
   *
   * @param all the devices; {@link DeviceOptions#onHost} describes one
   */
  public EngineHost devices(Collection<LinuxDevice> all) {
    return new EngineHost(facts.withDevices(all));
  }

  /**
   * {@return this host, with that name, which engines write into containers that share it; default:
   * none, so that it is left out}
   *
   * @param name the host name
   */
  public EngineHost name(String name) {
    return new EngineHost(facts.withName(name));
  }

  /**
   * {@return this host, whose kernel limits swap, or does not; default: it does}
   *
   * @param there whether there is such a limit
   */
  public EngineHost swapLimit(boolean there) {
    return new EngineHost(facts.withSwapLimit(there));
  }

  /**
   * {@return this host, with these processors, of which the kernel tells how often they were too
   * hot ({@code /sys/devices/system/cpu/cpu0/thermal_throttle} and so on), which docker 28, podman
   * 5.8 and buildah 1.43 mask; default: none}
   *
   * @param processors their numbers, from 0 on, in the order of the masks: docker's is by number,
   *     podman's by name, so that 10 comes before 2
   */
  public EngineHost thermalThrottle(Collection<Integer> processors) {
    return new EngineHost(facts.withThrottledProcessors(processors));
  }

  List<Integer> throttledProcessors() {
    return facts.throttledProcessors();
  }

  Optional<String> name() {
    return facts.name();
  }

  boolean limitsSwap() {
    return facts.swapLimit();
  }

  /**
   * {@return this host, where systemd makes the control groups} The engine then names them in
   * systemd's words. Default: not.
   *
   * @param there whether it does
   */
  public EngineHost systemd(boolean there) {
    return new EngineHost(facts.withSystemd(there));
  }

  /**
   * {@return this host, whose kernel knows weights of block devices} Engines leave them out
   * otherwise. Default: it does.
   *
   * @param there whether it does
   */
  public EngineHost blockIoWeights(boolean there) {
    return new EngineHost(facts.withBlockIoWeights(there));
  }

  int cgroupVersion() {
    return facts.cgroupVersion();
  }

  boolean hasAppArmor() {
    return facts.appArmor();
  }

  boolean hasSystemd() {
    return facts.systemd();
  }

  boolean hasBlockIoWeights() {
    return facts.blockIoWeights();
  }

  Optional<String> processLabel() {
    return facts.processLabel();
  }

  Optional<String> mountLabel() {
    return facts.mountLabel();
  }

  List<Capability> capabilities() {
    return facts.capabilities();
  }

  List<LinuxDevice> devices() {
    return facts.devices();
  }
}
