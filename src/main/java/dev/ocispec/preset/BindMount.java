package dev.ocispec.preset;

import dev.ocispec.spec.Mount;
import dev.ocispec.spec.MountOption;
import dev.ocispec.spec.Spec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A folder or file of the host in the container. Immutable: methods give changed copies.
 *
 * <p>By default writable, with the mounts below it, and private: {@code rbind,rprivate}. The last
 * mount that the configuration has at the destination is replaced.
 *
 * @see <a
 *     href="https://github.com/opencontainers/runtime-spec/blob/v1.3.0/config.md#linux-mount-options">
 *     config.md#linux-mount-options</a>
 */
public final class BindMount implements ContainerOption {
  private final ImmutableBindMountChoices choices;

  private BindMount(ImmutableBindMountChoices choices) {
    this.choices = choices;
  }

  /**
   * {@return the folder or file {@code source} of the host at {@code destination}}
   *
   * @param source an absolute path of the host
   * @param destination an absolute path in the container
   */
  public static BindMount of(String source, String destination) {
    return new BindMount(
        ImmutableBindMountChoices.builder().source(source).destination(destination).build());
  }

  /**
   * {@return this mount, which can't be written through; mounts below it can, unless an engine does
   * it otherwise}
   */
  public BindMount readOnly() {
    return new BindMount(choices.withAccess(BindAccess.READ_ONLY));
  }

  /**
   * {@return this mount, which can't be written through; mounts below it can, even where an engine
   * takes {@link #readOnly()} to be for them too}
   */
  public BindMount nonRecursiveReadOnly() {
    return new BindMount(choices.withAccess(BindAccess.NON_RECURSIVE_READ_ONLY));
  }

  /** {@return this mount, which can't be written through, nor can mounts below it; Linux 5.12} */
  public BindMount recursiveReadOnly() {
    return new BindMount(choices.withAccess(BindAccess.RECURSIVE_READ_ONLY));
  }

  /** {@return this mount without the mounts below it ({@code bind} in place of {@code rbind})} */
  public BindMount withoutSubmounts() {
    return new BindMount(choices.withRecursive(false));
  }

  /** {@return this mount with no word on its propagation, as engines mount their volumes} */
  public BindMount withoutPropagation() {
    return new BindMount(choices.withNamesPropagation(false));
  }

  /**
   * {@return this mount with that propagation; default: {@code rprivate}}
   *
   * @param propagation how mount events travel
   */
  public BindMount propagation(MountPropagation propagation) {
    return new BindMount(choices.withPropagation(propagation));
  }

  /**
   * {@return this mount, with the owners of its files translated as in the container's user
   * namespace ({@code idmap}); Linux 5.12}
   */
  public BindMount idMapped() {
    return new BindMount(choices.withIdmap(MountOption.IDMAP).withMappings(Optional.empty()));
  }

  /**
   * {@return this mount, with the owners of its files translated ({@code idmap}); Linux 5.12}
   *
   * @param mappings which ids become which: a mapping's container ids are those of the files in the
   *     source, its host ids those that the host sees through the mount
   */
  public BindMount idMapped(IdMappings mappings) {
    return new BindMount(choices.withIdmap(MountOption.IDMAP).withMappings(mappings));
  }

  /**
   * {@return this mount, with the owners of its files and of those on mounts below it translated as
   * in the container's user namespace ({@code ridmap}); Linux 5.12}
   */
  public BindMount recursiveIdMapped() {
    return new BindMount(choices.withIdmap(MountOption.RIDMAP).withMappings(Optional.empty()));
  }

  /**
   * {@return this mount, with the owners of its files and of those on mounts below it translated
   * ({@code ridmap}); Linux 5.12}
   *
   * @param mappings which ids become which: a mapping's container ids are those of the files in the
   *     source, its host ids those that the host sees through the mount
   */
  public BindMount recursiveIdMapped(IdMappings mappings) {
    return new BindMount(choices.withIdmap(MountOption.RIDMAP).withMappings(mappings));
  }

  /**
   * {@return this mount with further options, for instance {@code nosuid}}
   *
   * @param options the options, in the place of those set before by this method
   */
  public BindMount options(String... options) {
    return new BindMount(choices.withOptions(options));
  }

  ImmutableBindMountChoices choices() {
    return choices;
  }

  /** The option for the propagation, if there is to be one. */
  Optional<String> propagation() {
    return choices.namesPropagation()
        ? Optional.of(choices.propagation().orElse(MountPropagation.RPRIVATE).option())
        : Optional.empty();
  }

  /** The mount with these options, and with the mappings. */
  Mount mount(List<String> options) {
    Mount.Builder mount =
        Mount.builder()
            .destination(choices.destination())
            .type("bind")
            .source(choices.source())
            .options(options);
    choices
        .mappings()
        .ifPresent(mappings -> mount.uidMappings(mappings.uids()).gidMappings(mappings.gids()));
    return mount.build();
  }

  @Override
  public Spec applyTo(Spec spec) {
    List<String> options = new ArrayList<>();
    options.add(choices.recursive() ? MountOption.RBIND : MountOption.BIND);
    choices.access().option().ifPresent(options::add);
    propagation().ifPresent(options::add);
    options.addAll(choices.options());
    choices.idmap().ifPresent(options::add);
    return spec.toBuilder().putMount(mount(options)).build();
  }

  /** What can be done through a bind mount. */
  enum BindAccess {
    READ_WRITE(null),
    READ_ONLY(MountOption.RO),
    NON_RECURSIVE_READ_ONLY(MountOption.RO),
    RECURSIVE_READ_ONLY(MountOption.RRO);

    private final Optional<String> option;

    BindAccess(@Nullable String option) {
      this.option = Optional.ofNullable(option);
    }

    Optional<String> option() {
      return option;
    }
  }
}
