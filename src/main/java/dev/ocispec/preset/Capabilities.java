package dev.ocispec.preset;

import dev.ocispec.spec.Capability;
import dev.ocispec.spec.LinuxCapabilities;
import dev.ocispec.spec.Spec;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * Edits the capability sets of a configuration's process. Immutable: each method returns a new one.
 *
 * <p>The result always has {@code process.capabilities} when it has a process, even with all sets
 * empty: some runtimes take a missing object for "all that the caller has".
 */
public final class Capabilities {
  private final Spec spec;
  private final LinuxCapabilities sets;

  private Capabilities(Spec spec, LinuxCapabilities sets) {
    this.spec = spec;
    this.sets = sets;
  }

  /**
   * {@return the capabilities of {@code spec}; all sets are empty when it names none}
   *
   * @param spec a configuration
   */
  public static Capabilities of(Spec spec) {
    return new Capabilities(
        spec,
        spec.process()
            .flatMap(process -> process.capabilities())
            .orElseGet(() -> LinuxCapabilities.builder().build()));
  }

  /**
   * Without these, in all five sets.
   *
   * @param dropped the capabilities to drop
   * @return the other capabilities
   */
  public Capabilities drop(Capability... dropped) {
    List<Capability> names = List.of(dropped);
    return edit(set -> set.stream().filter(c -> !names.contains(c)).toList(), true);
  }

  /**
   * With none at all.
   *
   * @return no capabilities
   */
  public Capabilities dropAll() {
    return edit(set -> List.of(), true);
  }

  /**
   * With these too, in the bounding, effective and permitted sets; the two that programs pass on
   * stay as they are.
   *
   * @param added the capabilities to add
   * @return all of them
   */
  public Capabilities add(Capability... added) {
    return edit(union(added), false);
  }

  /**
   * With all that this library knows, in the bounding, effective and permitted sets.
   *
   * @return all capabilities
   */
  public Capabilities addAll() {
    return add(CapabilityNumbers.ALL.toArray(Capability[]::new));
  }

  /**
   * With these too, in all five sets, so that programs of users other than root have them.
   *
   * @param added the capabilities to add
   * @return all of them
   */
  public Capabilities addAmbient(Capability... added) {
    return edit(union(added), true);
  }

  private Capabilities edit(UnaryOperator<List<Capability>> edit, boolean inherited) {
    LinuxCapabilities.Builder builder = sets.toBuilder();
    change(sets.bounding(), edit, builder::bounding);
    change(sets.effective(), edit, builder::effective);
    change(sets.permitted(), edit, builder::permitted);
    if (inherited) {
      change(sets.inheritable(), edit, builder::inheritable);
      change(sets.ambient(), edit, builder::ambient);
    }
    return new Capabilities(spec, builder.build());
  }

  private static UnaryOperator<List<Capability>> union(Capability... added) {
    return set -> {
      List<Capability> result = new ArrayList<>(set);
      for (Capability capability : added) {
        if (!result.contains(capability)) {
          result.add(capability);
        }
      }
      return result;
    };
  }

  /** A set that the edit does not change keeps its written form, even an empty list. */
  private static void change(
      List<Capability> set,
      UnaryOperator<List<Capability>> edit,
      Consumer<List<Capability>> changed) {
    List<Capability> edited = edit.apply(set);
    if (!edited.equals(set)) {
      changed.accept(edited);
    }
  }

  /**
   * {@return the configuration with the edited sets; one without a process is returned unchanged}
   */
  public Spec apply() {
    return spec.process().isEmpty()
        ? spec
        : spec.toBuilder().process(process -> process.capabilities(sets)).build();
  }
}
