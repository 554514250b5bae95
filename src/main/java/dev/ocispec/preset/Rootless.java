package dev.ocispec.preset;

import dev.ocispec.spec.Spec;
import java.util.List;

/**
 * A configuration changed so that an ordinary user can run it, in a user namespace of the user's
 * own.
 *
 * <p>What the kernel or a runtime refuses to ordinary users is replaced by the nearest thing that
 * they can have, or left out; every such change is reported. No namespace is removed. A second
 * transform changes nothing. {@code docs/rootless.md} lists the rules.
 *
 * <pre>{@code
 * Rootless forUser = Rootless.of(spec, IdMappings.ofCaller());
 * forUser.changes().forEach(change -> System.err.println(change.toLine()));
 * }</pre>
 *
 * @param spec the changed configuration
 * @param changes what was changed, with pointers into the original; empty when nothing was
 */
public record Rootless(Spec spec, List<RootlessChange> changes) {
  /**
   * Copies the list.
   *
   * @param spec the changed configuration
   * @param changes what was changed
   */
  public Rootless {
    changes = List.copyOf(changes);
  }

  /**
   * {@return the configuration for a user of whom nothing is known but the ids: see {@link
   * RootlessCaller#ordinary()}}
   *
   * @param spec a configuration
   * @param mappings the ids of the host that the container gets
   */
  public static Rootless of(Spec spec, IdMappings mappings) {
    return of(spec, mappings, RootlessCaller.ordinary());
  }

  /**
   * {@return the configuration for a user} The same arguments always give the same result.
   *
   * @param spec a configuration
   * @param mappings the ids of the host that the container gets
   * @param caller what the user who will start the container may do
   */
  public static Rootless of(Spec spec, IdMappings mappings, RootlessCaller caller) {
    RootlessChanges changes = new RootlessChanges();
    Spec changed = new RootlessTransform(mappings, caller, changes).apply(spec);
    return new Rootless(changed, changes.all());
  }
}
