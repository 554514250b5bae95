package dev.ocispec.testkit;

import dev.ocispec.schema.internal.ListSchema;
import dev.ocispec.schema.internal.Member;
import dev.ocispec.schema.internal.ObjectSchema;
import dev.ocispec.spec.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Tuple;

/** What documents may hold beside their typed members, all of which reading must keep. */
final class Decorations {
  private Decorations() {}

  /**
   * Members that the schema does not know; some of them differ from known ones only in the case of
   * a letter.
   */
  static Arbitrary<Map<String, JsonValue>> unknownMembers(ObjectSchema schema) {
    Set<String> known = schema.members().stream().map(Member::name).collect(Collectors.toSet());
    List<String> near =
        known.stream()
            .sorted()
            .map(name -> name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1))
            .toList();
    Arbitrary<String> names =
        Arbitraries.frequencyOf(Tuple.of(4, Scalars.text()), Tuple.of(1, Arbitraries.of(near)))
            .filter(name -> !known.contains(name));
    return Arbitraries.frequencyOf(
        Tuple.of(3, Arbitraries.just(Map.of())),
        Tuple.of(1, Arbitraries.maps(names, AnyJson.values()).ofMaxSize(2)));
  }

  /**
   * The member as {@code there} makes it, or left out, or written out as nothing: {@code null},
   * {@code []} or <code>{}</code>.
   */
  static Arbitrary<Map<String, JsonValue>> member(
      Member member, Arbitrary<Map<String, JsonValue>> there, double presence) {
    List<Map<String, JsonValue>> absent = new ArrayList<>();
    boolean list = member.type() instanceof ListSchema;
    boolean map = member.type() instanceof ObjectSchema object && object.mapValue().isPresent();
    if (!member.required() || list || map) {
      absent.add(Map.of());
      absent.add(Map.of());
      absent.add(Map.of(member.name(), JsonValue.NULL));
    }
    if (list) {
      absent.add(Map.of(member.name(), JsonValue.EMPTY_LIST));
    }
    if (map) {
      absent.add(Map.of(member.name(), JsonValue.EMPTY_OBJECT));
    }
    if (absent.isEmpty()) {
      return there;
    }
    int share = (int) Math.round(presence * 20);
    return Arbitraries.frequencyOf(
        Tuple.of(share, there), Tuple.of(20 - share, Arbitraries.of(absent)));
  }
}
