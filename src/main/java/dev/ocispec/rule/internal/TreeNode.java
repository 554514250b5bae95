package dev.ocispec.rule.internal;

import dev.ocispec.report.JsonPointer;
import dev.ocispec.rule.Node;
import dev.ocispec.schema.internal.AnyObjectSchema;
import dev.ocispec.schema.internal.BooleanSchema;
import dev.ocispec.schema.internal.IntegerSchema;
import dev.ocispec.schema.internal.ListSchema;
import dev.ocispec.schema.internal.ObjectSchema;
import dev.ocispec.schema.internal.SchemaType;
import dev.ocispec.schema.internal.TextSchema;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One value of a document's tree, with what the schema says of it. */
public final class TreeNode implements Node {
  /** What stands at a place. */
  enum Kind {
    NULL,
    OBJECT,
    LIST,
    TEXT,
    INTEGER,
    NUMBER,
    BOOLEAN
  }

  private final @Nullable TreeNode parent;
  private final String key;
  // In the list that the parent is; -1 when the parent is none.
  private final int index;
  private final Kind kind;
  private final @Nullable SchemaType schema;
  private final boolean counts;
  private final Object value;
  private final long mark;
  // Of an object or list, in the order of the document; a list's elements are all here, too.
  private @Nullable List<TreeNode> children;
  private @Nullable Object note;

  TreeNode(
      @Nullable TreeNode parent,
      String key,
      Kind kind,
      @Nullable SchemaType schema,
      Object value,
      long mark) {
    this.parent = parent;
    this.key = key;
    this.index = parent != null && parent.kind == Kind.LIST ? parent.size() : -1;
    this.kind = kind;
    this.schema = schema;
    this.value = value;
    this.mark = mark;
    this.counts = kind != Kind.NULL && fits(kind, schema);
  }

  private static boolean fits(Kind kind, @Nullable SchemaType schema) {
    if (schema == null) {
      return true;
    }
    return switch (kind) {
      case OBJECT -> schema instanceof ObjectSchema || schema instanceof AnyObjectSchema;
      case LIST -> schema instanceof ListSchema;
      case TEXT -> schema instanceof TextSchema;
      case INTEGER -> schema instanceof IntegerSchema;
      case BOOLEAN -> schema instanceof BooleanSchema;
      case NULL, NUMBER -> false;
    };
  }

  @Nullable TreeNode parent() {
    return parent;
  }

  /** What was noted here, made when it is asked for first. */
  public Object note(Function<Node, Object> make) {
    if (note == null) {
      note = make.apply(this);
    }
    return note;
  }

  void add(TreeNode child) {
    if (children == null) {
      children = new ArrayList<>(4);
    }
    children.add(child);
  }

  int size() {
    return children == null ? 0 : children.size();
  }

  /** All members or elements, those that don't count included. */
  public List<TreeNode> children() {
    return children == null ? List.of() : children;
  }

  /** What the schema says of this place; null when it says nothing. */
  public @Nullable SchemaType schema() {
    return schema;
  }

  /** Where it begins: an offset in the text, or the number of the value in the document. */
  public long mark() {
    return mark;
  }

  /** This place, or the innermost one around it where something stands. */
  public static TreeNode standing(Node node) {
    return node instanceof AbsentNode absent ? absent.standing() : (TreeNode) node;
  }

  @Override
  public boolean isPresent() {
    return counts;
  }

  @Override
  public boolean isAbsent() {
    return kind == Kind.NULL;
  }

  @Override
  public String pointer() {
    if (parent == null) {
      return "";
    }
    StringBuilder text = new StringBuilder();
    append(text);
    return text.toString();
  }

  private void append(StringBuilder text) {
    if (parent != null) {
      parent.append(text);
      text.append('/').append(JsonPointer.escape(key()));
    }
  }

  /** The pointer with {@code *} for indices: the same for all elements of a list. */
  public String pattern() {
    if (parent == null) {
      return "";
    }
    return parent.pattern() + "/" + (index < 0 ? key : "*");
  }

  @Override
  public String key() {
    return index < 0 ? key : Integer.toString(index);
  }

  @Override
  public Node get(String name) {
    if (counts && kind == Kind.OBJECT && children != null) {
      for (int i = 0; i < children.size(); i++) {
        TreeNode child = children.get(i);
        if (child.key.equals(name)) {
          return child;
        }
      }
    }
    return new AbsentNode(this, name);
  }

  @Override
  public List<TreeNode> elements() {
    return kind == Kind.LIST ? counting() : List.of();
  }

  @Override
  public List<TreeNode> members() {
    return kind == Kind.OBJECT ? counting() : List.of();
  }

  /** The usual case, that all of them count, costs no copy. */
  private List<TreeNode> counting() {
    if (!counts || children == null) {
      return List.of();
    }
    for (TreeNode child : children) {
      if (!child.counts) {
        return children.stream().filter(TreeNode::isPresent).toList();
      }
    }
    return children;
  }

  @Override
  public Optional<String> asText() {
    return counts && kind == Kind.TEXT ? Optional.of((String) value) : Optional.empty();
  }

  @Override
  public boolean is(String text) {
    return counts && kind == Kind.TEXT && value.equals(text);
  }

  @Override
  public OptionalLong asLong() {
    return counts && value instanceof Long number ? OptionalLong.of(number) : OptionalLong.empty();
  }

  @Override
  public Optional<BigInteger> asInteger() {
    if (!counts || kind != Kind.INTEGER) {
      return Optional.empty();
    }
    return Optional.of(
        value instanceof Long number ? BigInteger.valueOf(number) : (BigInteger) value);
  }

  @Override
  public boolean isTrue() {
    return counts && value.equals(true);
  }

  @Override
  public boolean isFalse() {
    return counts && value.equals(false);
  }
}
