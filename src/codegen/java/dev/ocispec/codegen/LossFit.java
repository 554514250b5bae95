package dev.ocispec.codegen;

import java.util.List;

/** Checks that an {@code x-loss} fits what it is about. */
final class LossFit {
  private LossFit() {}

  /** Checks the loss of a member. */
  static void member(Loss loss, Value value, List<Property> beside) {
    allow(loss, loss.policy() != Loss.Policy.REPLACE, "replace is only for known values");
    allow(
        loss,
        loss.policy() != Loss.Policy.REFUSE_UNLESS_EMPTY || canBeEmpty(value),
        "refuse-unless-empty is only for objects, lists and maps");
    allow(
        loss,
        loss.unlessMember().isEmpty()
            || beside.stream().anyMatch(property -> holds(property, loss)),
        "unless must name a member beside this one and one of its known values");
  }

  /** Checks the loss of a known value of {@code type}. */
  static void value(Loss loss, KnownValue value, TextType type) {
    plain(loss);
    allow(
        loss,
        loss.policy() != Loss.Policy.REPLACE
            || type.values().stream()
                .anyMatch(
                    other ->
                        other.value().equals(loss.replacement())
                            && Docs.isLater(value.docs().since(), other.docs().since())),
        "replacement must be an earlier value of the same list");
  }

  /** Checks the loss of a reserved key. */
  static void key(Loss loss) {
    plain(loss);
    allow(loss, loss.policy() != Loss.Policy.REPLACE, "replace is only for known values");
  }

  private static void plain(Loss loss) {
    allow(
        loss,
        loss.policy() != Loss.Policy.REFUSE_UNLESS_EMPTY && loss.unlessMember().isEmpty(),
        "refuse-unless-empty and unless are only for members");
  }

  private static boolean canBeEmpty(Value value) {
    return value instanceof Value.Obj
        || value instanceof Value.AnyObject
        || value instanceof Value.ListOf
        || value instanceof Value.MapOf;
  }

  private static boolean holds(Property property, Loss loss) {
    return property.name().equals(loss.unlessMember())
        && property.value() instanceof Value.Known known
        && known.type().values().stream().anyMatch(v -> v.value().equals(loss.unlessValue()));
  }

  private static void allow(Loss loss, boolean holds, String reason) {
    if (!holds) {
      throw new SchemaException(loss.place(), "x-loss does not fit: " + reason);
    }
  }
}
