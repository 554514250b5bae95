package dev.ocispec.rule.difference.internal;

import dev.ocispec.report.JsonPointer;
import dev.ocispec.rule.Weight;
import dev.ocispec.rule.knowledge.internal.ContainerView;
import dev.ocispec.rule.knowledge.internal.DeviceMeaning;
import dev.ocispec.rule.knowledge.internal.DeviceRule;
import dev.ocispec.spec.JsonValue;
import dev.ocispec.spec.Linux;
import dev.ocispec.spec.LinuxDevice;
import dev.ocispec.spec.LinuxDeviceCgroup;
import dev.ocispec.spec.LinuxResources;
import java.util.List;
import java.util.Optional;

/** What differences between device files and rules for devices mean. */
final class DeviceComparison {
  private final ContainerView before;
  private final ContainerView after;

  DeviceComparison(ContainerView before, ContainerView after) {
    this.before = before;
    this.after = after;
  }

  private static <T> Optional<T> element(String pointer, List<T> list) {
    List<String> tokens = JsonPointer.parse(pointer).tokens();
    int index = Integer.parseInt(tokens.get(tokens.size() - 1));
    return index < list.size() ? Optional.of(list.get(index)) : Optional.empty();
  }

  private static List<LinuxDevice> files(ContainerView container) {
    return container.spec().linux().map(Linux::devices).orElse(List.of());
  }

  private static List<LinuxDeviceCgroup> rules(ContainerView container) {
    return container
        .spec()
        .linux()
        .flatMap(Linux::resources)
        .map(LinuxResources::devices)
        .orElse(List.of());
  }

  /** A device file that only one side has. */
  Optional<Meaning> file(Place place, Optional<JsonValue> was, Optional<JsonValue> is) {
    if (was.isPresent() && is.isPresent()) {
      return Optional.empty();
    }
    return is.isPresent()
        ? element(place.after(), files(after))
            .map(device -> new Meaning(weight(device), "adds " + DeviceMeaning.describe(device)))
        : element(place.before(), files(before))
            .map(
                device ->
                    new Meaning(
                        Meaning.ofGone(weight(device)),
                        "takes away " + DeviceMeaning.describe(device)));
  }

  private static Weight weight(LinuxDevice device) {
    return DeviceMeaning.of(device).map(DeviceMeaning::weight).orElse(Weight.NOTABLE);
  }

  /** A rule that only one side has. */
  Optional<Meaning> rule(Place place, Optional<JsonValue> was, Optional<JsonValue> is) {
    if (was.isPresent() && is.isPresent()) {
      return Optional.empty();
    }
    return is.isPresent()
        ? element(place.after(), rules(after))
            .map(
                rule ->
                    new Meaning(
                        DeviceRule.of(rule).weight(after),
                        "adds a rule that " + DeviceRule.of(rule).textIn(after)))
        : element(place.before(), rules(before)).map(this::removed);
  }

  private Meaning removed(LinuxDeviceCgroup rule) {
    DeviceRule meaning = DeviceRule.of(rule);
    Weight weight =
        rule.allow()
            ? Meaning.ofGone(meaning.weight(before))
            : meaning.isForAll() && !isClosed() ? opened() : Weight.NOTABLE;
    return new Meaning(weight, "drops a rule that " + meaning.text());
  }

  /** What it counts that nothing forbids all devices any longer. */
  private Weight opened() {
    return rules(after).isEmpty() ? DeviceRule.weightOfNone(after) : Weight.ISOLATION;
  }

  /** Whether some rule still forbids everything. */
  private boolean isClosed() {
    return rules(after).stream().anyMatch(rule -> !rule.allow() && DeviceRule.of(rule).isForAll());
  }
}
