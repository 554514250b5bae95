package dev.ocispec.preset;

import dev.ocispec.preset.SecurityOptions.CapabilityChange;
import dev.ocispec.preset.SecurityOptions.CapabilityEdit;
import dev.ocispec.spec.Capability;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The capabilities of a container of docker. */
final class DockerCapabilities {
  private final DockerRelease release;
  private final ImmutableEngineChoices choices;

  DockerCapabilities(DockerRelease release, ImmutableEngineChoices choices) {
    this.release = release;
    this.choices = choices;
  }

  /**
   * All of them where all are added, but for those dropped; else those of a plain run or, where all
   * are dropped, none, and those added, even a second time.
   */
  List<Capability> from(List<Capability> plain) {
    if (EngineSteps.has(choices, SecurityOptions.Privileged.class)) {
      return all();
    }
    List<Capability> added = named(CapabilityEdit.ADD);
    List<Capability> dropped = new ArrayList<>(named(CapabilityEdit.DROP));
    if (release.sortsCapabilities()) {
      added = added.stream().distinct().sorted(Comparator.comparing(Object::toString)).toList();
    }
    if (has(CapabilityEdit.ADD_ALL)) {
      return without(all(), dropped);
    }
    List<Capability> result = new ArrayList<>();
    if (!has(CapabilityEdit.DROP_ALL)) {
      if (release.sortsCapabilities()) {
        dropped.removeAll(added);
      }
      result.addAll(without(plain, dropped));
    }
    result.addAll(added);
    return List.copyOf(result);
  }

  private List<Capability> all() {
    return without(choices.host().capabilities(), release.unknown());
  }

  private static List<Capability> without(List<Capability> some, List<Capability> dropped) {
    return some.stream().filter(capability -> !dropped.contains(capability)).toList();
  }

  private boolean has(CapabilityEdit edit) {
    return EngineSteps.options(choices, CapabilityChange.class)
        .anyMatch(change -> change.edit() == edit);
  }

  private List<Capability> named(CapabilityEdit edit) {
    return EngineSteps.options(choices, CapabilityChange.class)
        .filter(change -> change.edit() == edit)
        .flatMap(change -> change.capabilities().stream())
        .toList();
  }
}
