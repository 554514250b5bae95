package dev.ocispec.preset;

import dev.ocispec.spec.Mount;
import dev.ocispec.spec.MountOption;
import dev.ocispec.spec.Spec;
import java.util.ArrayList;
import java.util.List;

/**
 * An empty file system in memory. Immutable: methods give changed copies.
 *
 * <p>By default {@code nosuid,nodev,noexec}, and as large as the kernel lets it be. The last mount
 * that the configuration has at the destination is replaced.
 */
public final class TmpfsMount implements ContainerOption {
  private static final List<String> DEFAULTS =
      List.of(MountOption.NOSUID, MountOption.NODEV, MountOption.NOEXEC);

  private final String destination;
  private final List<String> options;

  private TmpfsMount(String destination, List<String> options) {
    this.destination = destination;
    this.options = options;
  }

  /**
   * {@return a file system in memory at {@code destination}}
   *
   * @param destination an absolute path in the container
   */
  public static TmpfsMount at(String destination) {
    return new TmpfsMount(destination, List.of());
  }

  /**
   * {@return this mount with further options, for instance {@code size=65536k} or {@code mode=700};
   * {@code suid}, {@code dev} and {@code exec} take the default's place}
   *
   * @param changed the options, in the place of those set before
   */
  public TmpfsMount options(String... changed) {
    return new TmpfsMount(destination, List.of(changed));
  }

  String destination() {
    return destination;
  }

  List<String> options() {
    return options;
  }

  /** The mount with exactly these options. */
  Mount mount(List<String> all) {
    return Mount.builder()
        .destination(destination)
        .type("tmpfs")
        .source("tmpfs")
        .options(all)
        .build();
  }

  @Override
  public Spec applyTo(Spec spec) {
    List<String> all = new ArrayList<>(DEFAULTS);
    all.removeIf(option -> options.contains(option) || options.contains(option.substring(2)));
    all.addAll(options);
    return spec.toBuilder().putMount(mount(all)).build();
  }
}
