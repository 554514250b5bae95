package dev.ocispec.preset;

import dev.ocispec.spec.Spec;

/**
 * Something that people choose for a container, as an edit that works on any configuration.
 *
 * <p>The ready ones are in {@link SecurityOptions}, {@link NamespaceOptions}, {@link
 * ResourceOptions}, {@link DeviceOptions}, {@link ProgramOptions}, {@link BindMount} and {@link
 * TmpfsMount}. Given to {@link EnginePreset#with}, they do what the engine does for the option;
 * applied to another configuration, what the option's own description says.
 *
 * <pre>{@code
 * Spec spec =
 *     ContainerOption.apply(
 *         Presets.runc(), SecurityOptions.readonlyRoot(true), BindMount.of("/srv", "/srv"));
 * }</pre>
 */
@FunctionalInterface
public interface ContainerOption {
  /**
   * {@return the configuration with this option}
   *
   * @param spec a configuration, which stays as it is
   */
  Spec applyTo(Spec spec);

  /**
   * {@return an annotation, in the place of one with that key}
   *
   * @param key its key
   * @param value its value
   */
  static ContainerOption annotation(String key, String value) {
    return spec -> spec.toBuilder().putAnnotation(key, value).build();
  }

  /**
   * {@return the configuration with these options, applied one after the other}
   *
   * @param spec a configuration, which stays as it is
   * @param options the options
   */
  static Spec apply(Spec spec, ContainerOption... options) {
    Spec result = spec;
    for (ContainerOption option : options) {
      result = option.applyTo(result);
    }
    return result;
  }
}
