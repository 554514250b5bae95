package dev.ocispec.json.fuzz;

import dev.ocispec.DocumentSample;
import dev.ocispec.json.ByteEdit;
import dev.ocispec.json.Replacement;
import dev.ocispec.spec.JsonValue;
import dev.ocispec.testkit.OciArbitraries;
import dev.ocispec.testkit.Spelling;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.RandomGenerator;

/**
 * An endless row of changed documents, the same for the same seed. Each generated document is
 * changed many times, as text, as a tree, or value by value, which mostly leaves it readable:
 * making one takes much longer than changing and checking it.
 */
final class MutatedDocuments {
  private static final int EACH = 1000;
  private static final int VALUES = 40;
  private static final int EDITS = 100;
  private static final int MOST_CHANGES = 4;
  private static final int SIZE = 1000;

  /** The generators of several threads share what they remember. */
  private static final Object GENERATION = new Object();

  private final Random random;
  private final RandomGenerator<DocumentSample> documents =
      DocumentSample.decorated().generator(SIZE);
  private final RandomGenerator<JsonValue> values = OciArbitraries.anyJson().generator(SIZE);
  private final RandomGenerator<ByteEdit> edits = ByteEdit.edits().generator(SIZE);
  private final List<JsonValue> someValues = new ArrayList<>();
  private final List<ByteEdit> someEdits = new ArrayList<>();
  private DocumentSample original;
  private int left;

  MutatedDocuments(long seed) {
    this.random = new Random(seed);
  }

  MutatedDocument next() {
    if (left == 0) {
      synchronized (GENERATION) {
        original = documents.next(random).value();
        refill(someValues, values, VALUES);
        refill(someEdits, edits, EDITS);
      }
      left = EACH;
    }
    left--;
    byte[] bytes =
        switch (random.nextInt(5)) {
          case 0 -> changedText();
          case 1 -> changedTree();
          default -> changedValues();
        };
    return new MutatedDocument(original.kind(), bytes);
  }

  private byte[] changedText() {
    byte[] text = utf8(Spelling.of(original.json(), random.nextLong()));
    return ByteEdit.applyAll(some(someEdits), text);
  }

  private byte[] changedTree() {
    JsonValue tree = original.json();
    for (JsonValue value : some(someValues)) {
      tree = Replacement.in(tree, random.nextInt(), value);
    }
    return utf8(tree.toString());
  }

  private byte[] changedValues() {
    TokenEdit edit = new TokenEdit(random);
    JsonValue tree = original.json();
    for (JsonValue value : some(someValues)) {
      tree = edit.apply(tree, value);
    }
    return utf8(Spelling.of(tree, random.nextLong()));
  }

  /** One element more often than many, since each makes it less likely that the text is read. */
  private <T> List<T> some(List<T> all) {
    List<T> some = new ArrayList<>();
    for (int count = 1 + random.nextInt(1 + random.nextInt(MOST_CHANGES)); count > 0; count--) {
      some.add(all.get(random.nextInt(all.size())));
    }
    return some;
  }

  private <T> void refill(List<T> list, RandomGenerator<T> generator, int size) {
    list.clear();
    while (list.size() < size) {
      list.add(generator.next(random).value());
    }
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
