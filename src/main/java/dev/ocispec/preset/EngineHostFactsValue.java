package dev.ocispec.preset;

import dev.ocispec.spec.Capability;
import dev.ocispec.spec.LinuxDevice;
import java.util.List;
import java.util.Optional;
import org.immutables.value.Value;

/** What is known of the host that an engine runs on. */
@Value.Immutable
@Value.Style(
    visibility = Value.Style.ImplementationVisibility.PACKAGE,
    jdkOnly = true,
    typeAbstract = "*Value")
abstract class EngineHostFactsValue {
  @Value.Default
  int cgroupVersion() {
    return 1;
  }

  @Value.Default
  boolean appArmor() {
    return false;
  }

  abstract Optional<String> name();

  abstract List<Integer> throttledProcessors();

  @Value.Default
  boolean swapLimit() {
    return true;
  }

  @Value.Default
  boolean systemd() {
    return false;
  }

  @Value.Default
  boolean blockIoWeights() {
    return true;
  }

  abstract Optional<String> processLabel();

  abstract Optional<String> mountLabel();

  @Value.Default
  List<Capability> capabilities() {
    return CapabilityNumbers.ALL;
  }

  abstract List<LinuxDevice> devices();
}
