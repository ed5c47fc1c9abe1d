/**
 * Gapwise on a Spark cluster. {@link org.gapwise.spark.BarrierTraining} starts one rank a task of a barrier stage and
 * lets {@code train} do the rest; {@link org.gapwise.spark.Scoring} asks a model about tables of any size. Both are
 * commands of {@link org.gapwise.spark.Main}, for spark-submit. Spark itself is provided by the cluster, and nobody
 * else knows of it.
 */
@NullMarked
package org.gapwise.spark;

import org.jspecify.annotations.NullMarked;
