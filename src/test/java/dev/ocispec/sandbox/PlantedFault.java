package dev.ocispec.sandbox;

import dev.ocispec.spec.Linux;
import dev.ocispec.spec.LinuxSeccomp;
import dev.ocispec.spec.Mount;
import dev.ocispec.spec.Spec;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * A small wrong change of the tables or rules, seen in what they emit.
 *
 * @param name what was done wrong
 * @param applies the cases in which it shows
 * @param change what it makes of a specification
 * @param catchers the invariants that notice it, and no others do
 */
record PlantedFault(
    String name,
    Predicate<SandboxCase> applies,
    BiFunction<SandboxCase, Spec, Spec> change,
    Set<Invariant> catchers) {

  static PlantedFault of(
      String name, Consumer<Spec.Builder> edit, Invariant catcher, Invariant... more) {
    return new PlantedFault(
        name,
        c -> true,
        (c, spec) -> {
          Spec.Builder builder = spec.toBuilder();
          edit.accept(builder);
          return builder.build();
        },
        EnumSet.of(catcher, more));
  }

  static PlantedFault ofLinux(
      String name, Consumer<Linux.Builder> edit, Invariant catcher, Invariant... more) {
    return of(name, spec -> spec.linux(edit), catcher, more);
  }

  /** A change of all mounts that {@code which} picks. */
  static PlantedFault ofMount(
      String name,
      Predicate<Mount> which,
      Consumer<Mount.Builder> edit,
      Invariant catcher,
      Invariant... more) {
    return new PlantedFault(
        name,
        c -> c.spec().mounts().stream().anyMatch(which),
        (c, spec) ->
            spec.toBuilder()
                .mounts(
                    spec.mounts().stream()
                        .map(mount -> which.test(mount) ? edited(mount, edit) : mount)
                        .toList())
                .build(),
        EnumSet.of(catcher, more));
  }

  /** A mount that loses an option. */
  static PlantedFault withoutOption(
      String name, Predicate<Mount> which, String option, Invariant catcher, Invariant... more) {
    return new PlantedFault(
        name,
        c -> c.spec().mounts().stream().anyMatch(which),
        (c, spec) ->
            spec.toBuilder()
                .mounts(
                    spec.mounts().stream()
                        .map(mount -> which.test(mount) ? without(mount, option) : mount)
                        .toList())
                .build(),
        EnumSet.of(catcher, more));
  }

  static PlantedFault ofSeccomp(
      String name, UnaryOperator<LinuxSeccomp> change, Invariant catcher, Invariant... more) {
    return new PlantedFault(
        name,
        c -> true,
        (c, spec) ->
            spec.toBuilder()
                .linux(l -> l.seccomp(change.apply(c.linux().seccomp().orElseThrow())))
                .build(),
        EnumSet.of(catcher, more));
  }

  PlantedFault where(Predicate<SandboxCase> condition) {
    return new PlantedFault(name, applies.and(condition), change, catchers);
  }

  /** The case with the fault in it. */
  SandboxCase plantedIn(SandboxCase sandboxCase) {
    return sandboxCase.with(spec -> change.apply(sandboxCase, spec));
  }

  static Predicate<Mount> at(String destination) {
    return mount -> mount.destination().equals(destination);
  }

  static Predicate<Mount> from(String sourcePrefix) {
    return mount -> mount.source().orElse("").startsWith(sourcePrefix);
  }

  private static Mount edited(Mount mount, Consumer<Mount.Builder> edit) {
    Mount.Builder builder = mount.toBuilder();
    edit.accept(builder);
    return builder.build();
  }

  private static Mount without(Mount mount, String option) {
    List<String> rest = mount.options().stream().filter(o -> !o.equals(option)).toList();
    return mount.toBuilder().options(rest).build();
  }

  @Override
  public String toString() {
    return name;
  }
}
