package dev.ocispec.codegen;

import dev.ocispec.codegen.SchemaFiles.Place;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** Reads {@code x-loss}: {@code policy} and {@code effect}, and what some policies need besides. */
final class LossReader {
  private static final Set<String> NAMES = Set.of("policy", "effect", "replacement", "unless");

  private LossReader() {}

  /** The annotation at {@code place}; empty when there is none. */
  static Optional<Loss> read(Place place) {
    JsonNode node = place.node().path("x-loss");
    if (node.isMissingNode()) {
      return Optional.empty();
    }
    for (String name : node.propertyNames()) {
      if (!NAMES.contains(name)) {
        throw new SchemaException(place.toString(), "x-loss can't have " + name);
      }
    }
    Loss.Policy policy = policy(place, node.path("policy").asString(""));
    String effect = node.path("effect").asString("");
    if (!effect.matches("[^|\n]*[^.|\n]")) {
      throw new SchemaException(
          place.toString(), "x-loss needs effect: a clause in one line, without full stop");
    }
    String replacement = node.path("replacement").asString("");
    if (replacement.isEmpty() == (policy == Loss.Policy.REPLACE)) {
      throw new SchemaException(
          place.toString(), "x-loss needs replacement with the policy replace, and only then");
    }
    JsonNode unless = node.path("unless");
    List<String> members = List.copyOf(unless.propertyNames());
    if (!unless.isMissingNode() && (policy != Loss.Policy.DROP || members.size() != 1)) {
      throw new SchemaException(
          place.toString(), "unless in x-loss is one member with its value, and only for drop");
    }
    String member = members.isEmpty() ? "" : members.get(0);
    return Optional.of(
        new Loss(
            place.toString(),
            policy,
            effect,
            replacement,
            member,
            unless.path(member).asString("")));
  }

  private static Loss.Policy policy(Place place, String text) {
    return Arrays.stream(Loss.Policy.values())
        .filter(policy -> policy.text().equals(text))
        .findFirst()
        .orElseThrow(
            () ->
                new SchemaException(
                    place.toString(),
                    "x-loss needs policy, one of "
                        + Arrays.stream(Loss.Policy.values())
                            .map(Loss.Policy::text)
                            .collect(Collectors.joining(", "))));
  }
}
