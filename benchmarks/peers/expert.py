"""The same model as a PyTorch expert writes it: fused attention, one embedding table a kind of feature, channels last,
the vision encoder on present pictures alone, a fused optimizer. Absent tokens are masked, not packed away."""
import torch
import torch.nn.functional as F

import peer

MEAN, DEVIATION = [0.485, 0.456, 0.406], [0.229, 0.224, 0.225]


class Expert:
    """Works on the weights under their names in the file."""

    def __init__(self, spec):
        self.spec, self.w, self.statistics = spec, {}, {}
        for name, tensor in peer.read(spec["weights"]).items():
            if tensor.dim() == 4:
                tensor = tensor.contiguous(memory_format=torch.channels_last)
            if "running_" in name:
                self.statistics[name] = tensor
            else:
                self.w[name] = tensor.requires_grad_()
        levels = torch.arange(spec["features"] - spec["numeric"]) * (spec["levels"] + 1)
        self.first_level = levels.unsqueeze(0)
        self.training = False

    def parameters(self):
        return self.w.values()

    def inputs(self, tensors):
        tensors["present"] = tensors["present"].bool()
        tensors["pixels"] = tensors["pixels"].contiguous(memory_format=torch.channels_last)
        return tensors

    def linear(self, x, path):
        return F.linear(x, self.w[path + ".weight"], self.w.get(path + ".bias"))

    def norm(self, x, path):
        return F.layer_norm(x, x.shape[-1:], self.w[path + ".weight"], self.w[path + ".bias"])

    def drop(self, x):
        return F.dropout(x, self.spec["dropout"], self.training)

    # The vision encoder: a residual network of either kind.

    def convolve(self, x, path, norm, stride=1):
        filters = self.w[path + ".weight"]
        y = F.conv2d(x, filters, None, stride, filters.shape[2] // 2)
        mean, variance = self.statistics[norm + ".running_mean"], self.statistics[norm + ".running_var"]
        return F.batch_norm(y, mean, variance, self.w[norm + ".weight"], self.w[norm + ".bias"], self.training, 0.1, 1e-5)

    def residual(self, x, path, stride):
        narrow = path + ".conv3.weight" in self.w
        y = F.relu(self.convolve(x, path + ".conv1", path + ".bn1", 1 if narrow else stride), inplace=True)
        y = self.convolve(y, path + ".conv2", path + ".bn2", stride if narrow else 1)
        if narrow:
            y = self.convolve(F.relu(y, inplace=True), path + ".conv3", path + ".bn3")
        if path + ".downsample.0.weight" in self.w:
            x = self.convolve(x, path + ".downsample.0", path + ".downsample.1", stride)
        return F.relu(y + x, inplace=True)

    def grid(self, pixels):
        root = "encoders.image.vision"
        if self.spec["scale"] == "pretrained":
            mean, deviation = (torch.tensor(v).view(1, 3, 1, 1) for v in (MEAN, DEVIATION))
            pixels = (pixels - mean) / deviation
        x = F.relu(self.convolve(pixels, root + ".conv1", root + ".bn1", 2), inplace=True)
        x = F.max_pool2d(x, 3, 2, 1)
        for stage in range(1, 5):
            block = 0
            while f"{root}.layer{stage}.{block}.conv1.weight" in self.w:
                x = self.residual(x, f"{root}.layer{stage}.{block}", 2 if stage > 1 and block == 0 else 1)
                block += 1
        return x

    def image(self, batch, cases):
        width, rows = self.spec["width"], batch["rows"]
        count = self.spec["image_tokens"]
        there = torch.zeros(cases, dtype=torch.bool)
        there[rows] = True
        tokens = torch.zeros(cases, count, width)
        if len(rows):
            features = self.grid(batch["pixels"])
            if self.spec["tokens"] == "grid":
                path = "encoders.image.tokens"
                cut = self.linear(features.flatten(2).transpose(1, 2), path + ".projection") + self.w[path + ".position"]
            else:
                cut = features.mean((2, 3)).reshape(len(rows), count, width)
            tokens = tokens.index_copy(0, rows, cut.float())
        return tokens, there.unsqueeze(1).expand(cases, count)

    # The transformer.

    def attend(self, x, keep, path, activation):
        b, t, width = x.shape
        heads = self.spec["heads"]
        qkv = activation(self.linear(x, path + ".qkv")).view(b, t, 3, heads, width // heads).permute(2, 0, 3, 1, 4)
        mask = None if keep is None else keep.view(b, 1, 1, t)
        y = F.scaled_dot_product_attention(*qkv.unbind(0), attn_mask=mask).transpose(1, 2).reshape(b, t, width)
        return y

    def block(self, x, keep, path):
        up, down = path + ".feed_forward.up", path + ".feed_forward.down"
        output = path + ".attention.output"
        if self.spec["block"] == "released":
            seen = self.attend(self.norm(x, path + ".norm1"), keep, path + ".attention", F.relu)
            if keep is not None:
                seen = seen * keep.unsqueeze(2)
            h = self.norm(x + F.relu(self.linear(seen, output)), path + ".norm2")
            return h + self.drop(self.linear(self.drop(F.relu(self.linear(h, up))), down))
        seen = self.attend(self.norm(x, path + ".norm1"), keep, path + ".attention", lambda y: y)
        h = x + self.drop(self.linear(seen, output))
        inner = F.gelu(self.linear(self.norm(h, path + ".norm2"), up))
        return h + self.drop(self.linear(self.drop(inner), down))

    def encode(self, x, present, path, depth):
        keep = None if bool(present.all()) else present
        for i in range(depth):
            x = self.block(x, keep, f"{path}.blocks.{i}")
        return self.norm(x, path + ".norm")

    def table(self, batch):
        root, numeric = "encoders.table.embedding", self.spec["numeric"]
        values, present = batch["values"], batch["present"]
        numbers = values[:, :numeric].unsqueeze(2) * self.w[root + ".numeric.slope"]
        if root + ".numeric.offset" in self.w:
            numbers = numbers + self.w[root + ".numeric.offset"]
        choices = F.embedding(values[:, numeric:].long() + self.first_level, self.w[root + ".levels"])
        x = torch.cat([numbers, choices], 1) * present.unsqueeze(2)
        return self.encode(x, present, "encoders.table.encoder", self.spec["table_depth"]), present

    def parts(self, batch):
        parts = []
        for name, (x, present) in (("table", self.table(batch)), ("image", self.image(batch, len(batch["values"])))):
            token = self.w[f"modality_tokens.{name}.weight"]
            parts.append((x * token if self.spec["modality_token"] == "hadamard" else x + token, present))
        return parts

    def fuse(self, parts):
        x = torch.cat([part[0] for part in parts], 1)
        present = torch.cat([part[1] for part in parts], 1)
        x = self.encode(x, present, "fusion", self.spec["fusion_depth"]) * present.unsqueeze(2)
        return self.linear(x.flatten(1), "readout.head")

    def logits(self, batch, training):
        self.training = training
        pictures = batch["rows"] < len(batch["values"])
        few = dict(batch, rows=batch["rows"][pictures], pixels=batch["pixels"][: int(pictures.sum())])
        return self.fuse(self.parts(few))

    def loss(self, batch):
        self.training = True
        parts = self.parts(batch)
        whole = self.fuse(parts).float()
        sum_, views = peer.masked_loss(whole, batch["labels"]), 1
        if self.spec["fusion"] in ("views", "distilled-views"):
            taught = batch["labels"]
            if self.spec["fusion"] == "distilled-views":
                taught = taught + (whole.detach().sigmoid() - taught) * 0.5 * (taught >= 0)
            has = [part[1].any(1) for part in parts]
            for kept in range(len(parts)):
                changed = has[kept] & has[1 - kept]
                if bool(changed.any()):
                    seen = self.fewer(parts, 0.3) if self.spec["fusion"] == "distilled-views" else parts
                    only = [p if i == kept else (p[0], torch.zeros_like(p[1])) for i, p in enumerate(seen)]
                    labels = taught.masked_fill(~changed.unsqueeze(1), -100)
                    sum_, views = sum_ + peer.masked_loss(self.fuse(only).float(), labels), views + 1
            if self.spec["fusion"] == "distilled-views" and bool(has[0].any()):
                labels = taught.masked_fill(~has[0].unsqueeze(1), -100)
                said = self.fuse(self.fewer(parts, 1)).float()
                sum_, views = sum_ + peer.masked_loss(said, labels), views + 1
        return sum_ / views

    @staticmethod
    def fewer(parts, chance):
        """The table, which is the first part, without some of the features of some cases."""
        values, present = parts[0]
        cases = present.shape[0]
        lost = torch.rand(cases, 1) * 0.7 * (torch.rand(cases, 1) < chance)
        return [(values, present & (torch.rand(present.shape) >= lost))] + list(parts[1:])


if __name__ == "__main__":
    peer.serve(Expert)
