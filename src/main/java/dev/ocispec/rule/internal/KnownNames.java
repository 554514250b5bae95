package dev.ocispec.rule.internal;

import dev.ocispec.rule.DocumentKind;
import dev.ocispec.schema.internal.ListSchema;
import dev.ocispec.schema.internal.Member;
import dev.ocispec.schema.internal.ObjectSchema;
import dev.ocispec.schema.internal.SchemaType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The names that the schema of a kind of document knows, by object and by where they belong. */
public final class KnownNames {
  private static final Map<DocumentKind, KnownNames> OF_KIND =
      Collections.synchronizedMap(new EnumMap<>(DocumentKind.class));

  private final Map<ObjectSchema, NearNames> names = new IdentityHashMap<>();
  // Where a name is known, by what is around it: /linux/resources/memory.
  private final Map<String, List<String>> homes = new HashMap<>();

  private KnownNames(ObjectSchema root) {
    add("", root);
  }

  /** The names of that kind. */
  public static KnownNames of(DocumentKind kind) {
    return OF_KIND.computeIfAbsent(kind, key -> new KnownNames(KindSchemas.of(key)));
  }

  private void add(String path, SchemaType type) {
    if (type instanceof ListSchema list) {
      add(path + "/*", list.items());
    } else if (type instanceof ObjectSchema object) {
      object.mapValue().ifPresent(value -> add(path + "/*", value));
      boolean first = !names.containsKey(object);
      if (first) {
        names.put(object, new NearNames(object.members().stream().map(Member::name).toList()));
      }
      for (Member member : object.members()) {
        homes.computeIfAbsent(member.name(), name -> new ArrayList<>()).add(path);
        if (first) {
          add(path + "/" + member.name(), member.type());
        }
      }
    }
  }

  /** Whether a member of that name is known there, written in another case. */
  public boolean isKnownInAnyCase(TreeNode unknown) {
    return around(unknown).map(near -> near.hasInAnyCase(unknown.key())).orElse(false);
  }

  /** The known member that is one edit away from {@code unknown}; empty when there is none. */
  public Optional<String> oneEditAway(TreeNode unknown) {
    return near(unknown, 1);
  }

  /** The known member that {@code unknown} most likely stands for; empty when none is near. */
  public Optional<String> near(TreeNode unknown) {
    return near(unknown, NearNames.mostEdits(unknown.key()));
  }

  private Optional<String> near(TreeNode unknown, int limit) {
    return around(unknown)
        .flatMap(near -> near.nearest(unknown.key(), limit, name -> !isBeside(unknown, name)));
  }

  private Optional<NearNames> around(TreeNode unknown) {
    TreeNode object = unknown.parent();
    return object != null && object.schema() instanceof ObjectSchema schema
        ? Optional.ofNullable(names.get(schema))
        : Optional.empty();
  }

  private static boolean isBeside(TreeNode unknown, String name) {
    TreeNode object = unknown.parent();
    return object != null && object.children().stream().anyMatch(c -> c.key().equals(name));
  }

  /**
   * Where else in documents of this kind a name is known: the pointers of objects, with {@code *}
   * for what is in a list or map; empty when nowhere.
   */
  public List<String> homes(String name) {
    return homes.getOrDefault(name, List.of());
  }
}
