package org.gapwise.evaluate.report.study;

import java.util.List;
import java.util.function.Consumer;
import org.gapwise.evaluate.report.Html;

/** What a chapter is made of. */
sealed interface Part permits Sheet, Part.Pictures, Part.Prose {

    void write(Html out);

    /**
     * Pictures beside each other.
     *
     * @param style class of the style sheet that lays them out
     */
    record Pictures(String title, String style, List<Picture> pictures) implements Part {
        public Pictures {
            pictures = List.copyOf(pictures);
        }

        @Override
        public void write(Html out) {
            if (!title.isEmpty()) {
                out.leaf("h3", title);
            }
            out.open("div", "class", style);
            for (Picture picture : pictures) {
                out.open("figure").leaf("figcaption", picture.caption());
                picture.drawing().accept(out);
                out.close();
            }
            out.close();
        }
    }

    /**
     * One picture.
     *
     * @param name of its file, without the ending
     * @param drawing writes one svg element
     */
    record Picture(String name, String caption, Consumer<Html> drawing) {}

    /** Sentences. */
    record Prose(List<String> sentences) implements Part {
        public Prose {
            sentences = List.copyOf(sentences);
        }

        @Override
        public void write(Html out) {
            out.open("ul", "class", "prose");
            sentences.forEach(sentence -> out.leaf("li", sentence));
            out.close();
        }
    }
}
