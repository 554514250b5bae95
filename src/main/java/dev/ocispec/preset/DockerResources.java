package dev.ocispec.preset;

import dev.ocispec.preset.DeviceOptions.DeviceGrant;
import dev.ocispec.preset.DeviceOptions.DeviceRule;
import dev.ocispec.spec.LinuxDeviceCgroup;
import dev.ocispec.spec.LinuxMemory;
import dev.ocispec.spec.LinuxPids;
import dev.ocispec.spec.LinuxResources;
import dev.ocispec.spec.Spec;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The devices and limits of a container of docker. */
final class DockerResources {
  private final DockerRelease release;
  private final ImmutableEngineChoices choices;

  DockerResources(DockerRelease release, ImmutableEngineChoices choices) {
    this.release = release;
    this.choices = choices;
  }

  /** The configuration with limits and devices. */
  Spec in(Spec spec) {
    Spec result = spec;
    for (ResourceOptions.ResourceChange change :
        EngineSteps.options(choices, ResourceOptions.ResourceChange.class).toList()) {
      result = change.applyTo(result);
    }
    return withUlimits(
        withDevices(
            withPids(
                SpecEdits.resources(result, adapted(result)::applyTo), pids(spec), pids(result))));
  }

  private static Optional<LinuxPids> pids(Spec spec) {
    return spec.linux().flatMap(linux -> linux.resources()).flatMap(LinuxResources::pids);
  }

  /** Docker does not pass on that there is no limit of processes. */
  private static Spec withPids(Spec spec, Optional<LinuxPids> plain, Optional<LinuxPids> chosen) {
    return chosen.filter(pids -> pids.limit() <= 0).isEmpty()
        ? spec
        : SpecEdits.resources(
            spec, resources -> plain.ifPresentOrElse(resources::pids, resources::clearPids));
  }

  /** What becomes of the limits. */
  private Adaptation adapted(Spec spec) {
    return new Adaptation(
        spec.linux().flatMap(linux -> linux.resources()).flatMap(LinuxResources::memory),
        spec.linux().flatMap(linux -> linux.resources()).flatMap(r -> r.blockIO()).isPresent());
  }

  /** The container may swap as much as its memory is unless something else is said. */
  private final class Adaptation {
    private final Optional<LinuxMemory> memory;
    private final boolean block;

    Adaptation(Optional<LinuxMemory> memory, boolean block) {
      this.memory = memory;
      this.block = block;
    }

    void applyTo(LinuxResources.Builder resources) {
      memory.ifPresent(limits -> resources.memory(edited -> limit(limits, edited)));
      if (block && !choices.host().hasBlockIoWeights()) {
        resources.blockIO(io -> io.clearWeightDevice());
        if (release.limitsKernelMemory()) {
          resources.blockIO(io -> io.weight(0));
        } else {
          resources.blockIO(io -> io.clearWeight());
        }
      }
    }

    private void limit(LinuxMemory limits, LinuxMemory.Builder edited) {
      if (limits.swap().isEmpty() && limits.limit().isPresent()) {
        edited.swap(2 * limits.limit().getAsLong());
      }
      if (!release.limitsKernelMemory() && limits.kernel().isPresent()) {
        edited.clearKernel();
      }
      if (choices.host().cgroupVersion() == 2) {
        edited.clearDisableOOMKiller();
      }
    }
  }

  private Spec withDevices(Spec spec) {
    List<DeviceGrant> grants = EngineSteps.options(choices, DeviceGrant.class).toList();
    if (EngineSteps.has(choices, SecurityOptions.Privileged.class)) {
      return withAllDevices(spec, grants);
    }
    Spec result = spec;
    for (DeviceGrant grant : grants) {
      result =
          SpecEdits.resources(
              SpecEdits.linux(result, linux -> linux.addDevice(grant.device())),
              resources -> resources.addDevice(grant.allowing()));
    }
    for (DeviceRule rule : EngineSteps.options(choices, DeviceRule.class).toList()) {
      result = rule.applyTo(result);
    }
    return result;
  }

  /** The host's devices, and those that have another path in the container. */
  private Spec withAllDevices(Spec spec, List<DeviceGrant> grants) {
    List<LinuxDeviceCgroup> rules = new ArrayList<>();
    if (release.repeatsDeviceRules()) {
      List<LinuxDeviceCgroup> twice =
          spec.linux()
              .flatMap(linux -> linux.resources())
              .map(LinuxResources::devices)
              .orElse(List.of());
      rules.addAll(twice.subList(0, twice.size() / 2));
    }
    Spec devices =
        SpecEdits.linux(
            spec,
            linux -> {
              choices.host().devices().forEach(linux::addDevice);
              grants.stream()
                  .map(DeviceGrant::device)
                  .filter(device -> !isOnHost(device.path()))
                  .forEach(linux::addDevice);
            });
    return DeviceOptions.allDevices()
        .applyTo(SpecEdits.resources(devices, resources -> resources.devices(rules)));
  }

  private boolean isOnHost(String path) {
    return choices.host().devices().stream().anyMatch(device -> device.path().equals(path));
  }

  private Spec withUlimits(Spec spec) {
    Spec result = spec;
    for (ResourceOptions.Ulimit limit :
        EngineSteps.options(choices, ResourceOptions.Ulimit.class)
            .sorted(Comparator.comparing(limit -> limit.type().toString()))
            .toList()) {
      result = limit.applyTo(result);
    }
    return result;
  }
}
