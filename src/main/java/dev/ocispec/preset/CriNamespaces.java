package dev.ocispec.preset;

import dev.ocispec.spec.LinuxNamespaceType;
import dev.ocispec.spec.Spec;
import java.util.Optional;

/** Which namespaces a container of a pod has. */
final class CriNamespaces {
  private CriNamespaces() {}

  /** Whether the host's namespace of that kind is asked for. */
  static boolean host(ImmutableEngineChoices choices, LinuxNamespaceType type) {
    return EngineSteps.options(choices, NamespaceOptions.NamespaceChoice.class)
        .anyMatch(
            choice ->
                choice.type().equals(type) && choice.sharing() == NamespaceOptions.Sharing.HOST);
  }

  /**
   * With the namespaces that options ask for. The host's is that of the pod's sandbox, which has
   * the host's when it was asked for the same.
   */
  static Spec joined(Spec spec, ImmutableEngineChoices choices, Optional<Pod.Membership> pod) {
    Spec result = spec;
    for (ContainerOption option : choices.options()) {
      if (option instanceof NamespaceOptions.NamespaceChoice choice) {
        Optional<String> sandboxs = pod.flatMap(member -> member.joining(choice.type()));
        result =
            choice.sharing() == NamespaceOptions.Sharing.HOST && sandboxs.isPresent()
                ? NamespaceOptions.joined(choice.type(), sandboxs.get()).applyTo(result)
                : choice.applyTo(result);
      }
      if (option instanceof NamespaceOptions.MappedIds ids) {
        Spec mapped = ids.applyTo(result);
        result =
            pod.flatMap(member -> member.joining(LinuxNamespaceType.USER))
                .map(path -> NamespaceOptions.joined(LinuxNamespaceType.USER, path).applyTo(mapped))
                .orElse(mapped);
      }
    }
    return result;
  }
}
