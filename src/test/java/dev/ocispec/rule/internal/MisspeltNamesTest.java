package dev.ocispec.rule.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ocispec.rule.DocumentKind;
import dev.ocispec.schema.internal.ListSchema;
import dev.ocispec.schema.internal.Member;
import dev.ocispec.schema.internal.ObjectSchema;
import dev.ocispec.schema.internal.SchemaType;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Every name that the schema knows, at every object of every kind of document, with every edit of
 * one character.
 *
 * <p>The letters that are added or put in place of others are those of the alphabet in both cases.
 * An edit that gives another name which is known at that object, or the same name in another case,
 * is not counted: there is nothing to suggest.
 */
@Tag("unit")
class MisspeltNamesTest {
  private static final String LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";

  /** How often the original was the first suggestion, and when it was not. */
  private static final class Count {
    private int edits;
    private final List<String> missed = new ArrayList<>();
  }

  @Test
  void theOriginalIsTheFirstSuggestionForNearlyEveryEditOfOneCharacter() {
    Count count = new Count();
    for (DocumentKind kind : DocumentKind.values()) {
      for (ObjectSchema object : objects(KindSchemas.of(kind))) {
        for (Member member : object.members()) {
          tryAll(kind, object, member.name(), count);
        }
      }
    }

    assertThat(count.edits).isGreaterThan(100_000);
    double found = 1 - (double) count.missed.size() / count.edits;
    assertThat(found).as("missed %s", count.missed).isGreaterThanOrEqualTo(0.99);
  }

  private static void tryAll(DocumentKind kind, ObjectSchema object, String name, Count count) {
    Set<String> known = new TreeSet<>();
    object.members().forEach(member -> known.add(member.name().toLowerCase(Locale.ROOT)));
    for (String edited : edits(name)) {
      if (!known.contains(edited.toLowerCase(Locale.ROOT))) {
        count.edits++;
        String suggested =
            KnownNames.of(kind).oneEditAway(unknown(object, edited)).orElse("nothing");
        if (!suggested.equals(name)) {
          count.missed.add(object.name() + ": " + name + " " + edited + " " + suggested);
        }
      }
    }
  }

  /** A member of that name in an object that has no other. */
  private static TreeNode unknown(ObjectSchema object, String name) {
    TreeBuilder tree = new TreeBuilder(object, () -> 0);
    tree.startObject();
    tree.name(name);
    tree.bool(true);
    tree.endObject();
    return tree.result().orElseThrow().children().get(0);
  }

  private static Set<String> edits(String name) {
    Set<String> edits = new TreeSet<>();
    for (int i = 0; i <= name.length(); i++) {
      String before = name.substring(0, i);
      String after = name.substring(i);
      for (char letter : LETTERS.toCharArray()) {
        edits.add(before + letter + after);
        if (!after.isEmpty()) {
          edits.add(before + letter + after.substring(1));
        }
      }
      if (!after.isEmpty()) {
        edits.add(before + after.substring(1));
      }
      if (after.length() > 1) {
        edits.add(before + after.charAt(1) + after.charAt(0) + after.substring(2));
      }
    }
    return edits;
  }

  private static Collection<ObjectSchema> objects(ObjectSchema root) {
    Map<ObjectSchema, Boolean> found = new IdentityHashMap<>();
    collect(root, found);
    return Collections.unmodifiableCollection(found.keySet());
  }

  private static void collect(SchemaType type, Map<ObjectSchema, Boolean> found) {
    if (type instanceof ListSchema list) {
      collect(list.items(), found);
    } else if (type instanceof ObjectSchema object && found.put(object, true) == null) {
      object.mapValue().ifPresent(value -> collect(value, found));
      object.members().forEach(member -> collect(member.type(), found));
    }
  }
}
