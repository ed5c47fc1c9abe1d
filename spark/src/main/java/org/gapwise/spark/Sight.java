package org.gapwise.spark;

import java.io.Serializable;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.util.SerializableConfiguration;

/** How a task finds the pictures of a table. */
record Sight(Location location, Broadcast<SerializableConfiguration> configuration) implements Serializable {

    HadoopPictures pictures() {
        return new HadoopPictures(location, configuration.value().value());
    }
}
