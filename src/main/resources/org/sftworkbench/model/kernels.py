# The decoder in TorchScript: everything that is computed on tensors, from a token's embedding to its loss, and the update.
#
# Read `learn` first: it is one micro-batch of training. Then `layer`, `attention` and `mlp`; then `decode`, which is one step of
# generation. What differs between architectures is data, in the attributes below, set from config.json when the model is read.
#
# Legend: N tokens of a batch, all rows end to end; C hidden size; H query heads, G key/value heads, D head size; I MLP width;
# V vocabulary; B rows, T positions of a row, S positions in the cache; R rank of an adapter.
class Kernels(Module):
  __parameters__ = []
  __buffers__ = []
  training : bool
  layers : int
  heads : int               # H
  kv_heads : int            # G
  head_size : int           # D
  eps : float               # under the root of every norm
  gain_offset : float       # added to the weight of every norm: 1 in Gemma, else 0
  activation : int          # of the MLP's gate: 0 SiLU, 1 GELU by tanh, 2 GELU, 3 ReLU
  embedding_scale : float
  attention_scale : float
  attention_cap : float     # bound of the attention scores, 0 for none
  logit_cap : float         # bound of the logits, 0 for none
  padding_id : int          # its embedding takes no gradient; -1 for none
  dropout : float           # of what goes into an adapter
  windows : List[int]       # of each layer: a position sees so many, itself the last; 0 for all
  ropes : List[int]         # of each layer: which rotary table; -1 for none
  trainable : List[bool]    # of each entry of w
  scales : List[float]      # of each entry of w that is an adapter's A: alpha / R
  joined : bool             # whether query, key and value lie end to end in memory, and gate and up, and none of them has an adapter
  at_once : bool            # whether CUDA attends rows of different lengths in one kernel, for this head size and type
  onednn : int              # 1 or more where oneDNN multiplies float32, see `times`; the least work that it is given
  # Where a weight stands in w, or -1 where this model has none. Names between @ are numbers: `KernelPlaces` counts them, and puts them
  # in, as TorchScript has no constants. First @GLOBALS@ of the whole model:
  #   EMBEDDING [V, C]   FINAL_NORM [C]   HEAD, the output projection [V, C]; the embedding where tied
  #   EMBEDDING_ADAPTER   HEAD_ADAPTER
  # then @PER_LAYER@ of each layer; a matrix is followed by its BIAS and by its ADAPTER (A [R, in], and B [out, R] right after it in w):
  #   INPUT_NORM, before attention [C]
  #   QUERY [H*D, C], or query, key and value in one [(H+2G)*D, C]   KEY [G*D, C]   VALUE [G*D, C]
  #   OUTPUT [C, H*D]   QUERY_NORM [D]   KEY_NORM [D]   ATTENTION_OUTPUT_NORM [C]
  #   MLP_NORM, before the MLP [C]   GATE [I, C], or gate and up in one [2I, C]   UP [I, C]
  #   DOWN [C, I]   MLP_OUTPUT_NORM [C]
  places : List[int]
  # Of a model that only generates, on the CPU: matrices in float16, laid out as FBGEMM reads them, by where they would stand in w; in
  # w there is only their shape. Query, key and value, and gate and up, are one matrix, and each is cut into stretches of rows.
  packed : Dict[int, List[__torch__.torch.classes.quantized.LinearPackedParamsBase]]
  packed_scales : Dict[int, float]   # what the products must be multiplied by
  # Whether this micro-batch's products go by the tape: all of them or none, as gradients go back from cut to cut. See `learn`.
  taping : bool
  # Products that autograd has not seen and gradients have still to go back through: of each what went in, what came out, and where
  # its weight stands in w, or -1 for a mere cut. See `unwind`.
  tape : List[Tensor]
  taped : List[int]

  # Called once, with [1], before anything else: libtorch's functions of mathematics are set up by their first call, and where two
  # threads made it at once its result differed in the last bits, in one process of four.
  def first_calls(self: __torch__.Kernels, one: Tensor) -> Tensor:
    torch.set_grad_enabled(False)
    x = one.float()
    return torch.exp(x) + torch.log(x) + torch.tanh(x)

  # ------------------------------------------------------------------------------------------------ pieces of a layer

  # RMS norm (Zhang & Sennrich 2019) over the last dimension, of any shape [..., C].
  def norm(self: __torch__.Kernels, x: Tensor, weight: Tensor) -> Tensor:
    if self.gain_offset == 0.:
      y = (self).unit(x).type_as(x) * weight
    else:
      y = ((self).unit(x.float()) * (weight.float() + self.gain_offset)).type_as(x)
    return y

  # x [..., C] over its root mean square, in float32 or rounded to x's type.
  def unit(self: __torch__.Kernels, x: Tensor) -> Tensor:
    c = x.shape[-1]
    if (x.is_cuda and x.dtype == 15) or (len(self.packed) > 0 and x.numel() <= 2048):
      # Layer norm of x and -x end to end, whose mean is zero. On CUDA, and of a single position, every call costs more than what it
      # computes here: four of them instead of nine, and half as many on the way back. What is kept for that takes as much memory;
      # in float32 twice as much. On the CPU it is slow in what it computes: of 24 heads of 128, twice as slow as the nine.
      y = torch.layer_norm(torch.cat([x, torch.neg(x)], -1), [2 * c], None, None, self.eps, False).narrow(-1, 0, c)
    else:
      wide = x.float()
      length = torch.linalg_vector_norm(wide, 2, [-1], True)
      y = wide * torch.rsqrt(length * length / c + self.eps)
    return y

  # x W^T + b, [N, in] -> [N, out], and the adapter's low-rank part where there is one (LoRA, Hu et al. 2021).
  def linear(self: __torch__.Kernels, x: Tensor, place: int, w: List[Tensor]) -> Tensor:
    weight, bias, a = self.places[place], self.places[place + @BIAS@], self.places[place + @ADAPTER@]
    if torch.__contains__(self.packed, weight):
      y = (self).packed_product(x, weight)
      if bias >= 0:
        y = y + w[bias]
    elif (self).by_tape():
      y = (self).taped_product(x, weight, w)
      if bias >= 0:
        y = y + w[bias]
    elif bias >= 0:
      y = torch.linear(x.type_as(w[weight]), w[weight], w[bias]).type_as(x)
    else:
      y = (self).product(x, w[weight])
    if a >= 0:
      y = (self).add_low_rank(y, x, a, w)
    return y

  # x W^T, [N, in] -> [N, out]. Where nothing is recorded, as in generation, N is small and reading W is what takes the time: of
  # the ways to say the same, the one that reads it fastest (measured on AVX-512 and AMX: up to 1.7 times as fast as the slowest).
  def product(self: __torch__.Kernels, x: Tensor, w: Tensor) -> Tensor:
    n, wide, z = x.shape[0], w.shape[1] > w.shape[0], x.type_as(w)
    narrow = n <= 16 and wide if z.dtype == 15 else n < 4
    if (self).by_onednn(w) and not torch.is_grad_enabled():
      y = (self).times(z, w)
    elif torch.is_grad_enabled() or z.is_cuda or n > 32 or narrow:
      y = torch.linear(z, w)
    elif n == 1:
      y = torch.mv(w, z[0]).unsqueeze(0)
    else:
      y = torch.mm(w, z.t()).t()
    return y.type_as(x)

  # The same in float32 by oneDNN, of any strides and unseen by autograd. On AMD's Zen 5 it takes half the time that MKL does, which
  # libtorch uses otherwise; elsewhere it is not called, and what names it here is taken out, as not every libtorch has it. Weights
  # brought into oneDNN's own order first would be another tenth faster, but gave wrong products of some shapes (libtorch 2.7.1).
  def times(self: __torch__.Kernels, x: Tensor, w: Tensor) -> Tensor:
    return ops.mkldnn._linear_pointwise(x, w, None, "none", annotate(List[Optional[number]], []), "")

  # Whether a product with w is worth that.
  def by_onednn(self: __torch__.Kernels, w: Tensor) -> bool:
    return self.onednn > 0 and w.dtype == 6 and w.numel() * 512 >= self.onednn

  # Whether products of the hidden states x [N, C] are, and their way back: it prepares itself anew for each N.
  def pays(self: __torch__.Kernels, x: Tensor) -> bool:
    return self.onednn > 0 and x.dtype == 6 and x.numel() * x.shape[1] >= self.onednn

  def by_tape(self: __torch__.Kernels) -> bool:
    return self.taping and torch.is_grad_enabled()

  # x [N, in], which products are about to take, cut off from what it was made of where they go by the tape.
  def cut(self: __torch__.Kernels, x: Tensor) -> Tensor:
    leaf = x
    if (self).by_tape() and x.requires_grad:
      leaf = x.detach().requires_grad_(True)
      self.tape.append(x)
      self.tape.append(leaf)
      self.taped.append(-1)
    return leaf

  # x W^T, [N, in] -> [N, out], of an x that was cut.
  def taped_product(self: __torch__.Kernels, x: Tensor, weight: int, w: List[Tensor]) -> Tensor:
    y = (self).times(x.detach(), w[weight].detach())
    if x.requires_grad or w[weight].requires_grad:
      y = y.requires_grad_(True)
      self.tape.append(x)
      self.tape.append(y)
      self.taped.append(weight)
    return y

  def clear_tape(self: __torch__.Kernels) -> NoneType:
    self.tape, self.taped, = annotate(List[Tensor], []), annotate(List[int], [])
    return None

  # Takes gradients back through the tape, the last product first: dL/dx = dL/dy W, dL/dW = dL/dy^T x. Autograd has brought them to
  # what it began with after each, and takes them on from there to the one before.
  def unwind(self: __torch__.Kernels, w: List[Tensor]) -> NoneType:
    while len(self.taped) > 0:
      weight, y, x = self.taped.pop(), self.tape.pop(), self.tape.pop()
      d = unchecked_cast(Tensor, ops.prim.grad(y))
      if weight < 0:
        torch.autograd.backward([x], annotate(List[Optional[Tensor]], [d]))
      else:
        # Of a leaf, the way back is to add up.
        if x.requires_grad:
          torch.autograd.backward([x], annotate(List[Optional[Tensor]], [(self).times(d, w[weight].detach().t())]))
        if w[weight].requires_grad:
          torch.autograd.backward([w[weight]], annotate(List[Optional[Tensor]], [(self).times(d.t(), x.detach().t())]))
    return None

  # The same with a packed matrix, in float32.
  def packed_product(self: __torch__.Kernels, x: Tensor, weight: int) -> Tensor:
    parts = self.packed[weight]
    z = x.float()
    if len(parts) == 1:
      y = ops.quantized.linear_dynamic_fp16(z, parts[0])
    else:
      out = annotate(List[Tensor], [])
      for part in parts:
        out.append(ops.quantized.linear_dynamic_fp16(z, part))
      y = torch.cat(out, -1)
    return y.mul_(self.packed_scales[weight])

  # The same with several matrices that lie end to end in memory from a place on, taken as one of `out` rows.
  def joint(self: __torch__.Kernels, x: Tensor, place: int, out: int, w: List[Tensor]) -> Tensor:
    first = w[self.places[place]]
    if first.shape[0] == out:
      y = (self).linear(x, place, w)
    else:
      if torch.__contains__(self.packed, self.places[place]):
        y = (self).packed_product(x, self.places[place])
      else:
        y = (self).product(x, torch.as_strided(first, [out, first.shape[1]], [first.shape[1], 1]))
      bias = self.places[place + @BIAS@]
      if bias >= 0:
        y = y + torch.as_strided(w[bias], [out], [1])
      if not self.joined:
        (self).add_low_ranks(y, x, place, w)
    return y

  # What the adapters of such matrices make of x is added to their parts of y [N, out] in place.
  def add_low_ranks(self: __torch__.Kernels, y: Tensor, x: Tensor, place: int, w: List[Tensor]) -> Tensor:
    start = 0
    for j in range(3):
      if start < y.shape[1]:
        a, n = self.places[place + @MATRIX@ * j + @ADAPTER@], w[self.places[place + @MATRIX@ * j]].shape[0]
        if a >= 0:
          part = y.narrow(1, start, n)
          part.copy_((self).add_low_rank(part, x, a, w))
        start = start + n
    return y

  # Whether matrices from a place on may be multiplied as one.
  def together(self: __torch__.Kernels, place: int) -> bool:
    return not torch.is_grad_enabled() and (self.joined or torch.__contains__(self.packed, self.places[place]))

  # Adds to y [N, out] what an adapter makes of x [N, in] by way of R numbers.
  def add_low_rank(self: __torch__.Kernels, y: Tensor, x: Tensor, a: int, w: List[Tensor]) -> Tensor:
    z = x.type_as(w[a])
    if self.dropout > 0. and torch.is_grad_enabled():
      z = torch.dropout(z, self.dropout, True)
    z = torch.linear(z, w[a])
    if y.dtype == z.dtype:
      y = torch.addmm(y, z, w[a + 1].t(), beta=1, alpha=self.scales[a])
    else:
      y = y + (torch.linear(z, w[a + 1]) * self.scales[a]).type_as(y)
    return y

  # Rotary position embedding (Su et al. 2021) of x [N, heads, D], in the half-split layout of transformers.
  # turn [2, N, 1, r]: cosines, and sines with the sign of the half they are for; entries of a head beyond r stay.
  def rotate(self: __torch__.Kernels, x: Tensor, turn: Tensor) -> Tensor:
    r = turn.shape[-1]
    head = x if r == x.shape[-1] else x.narrow(-1, 0, r)
    y = torch.addcmul(head * turn[0], torch.roll(head, [r // 2], [-1]), turn[1])
    if r < x.shape[-1]:
      y = torch.cat([y, x.narrow(-1, r, x.shape[-1] - r)], -1)
    return y

  # What each rotary table says at positions [N]: [2, N, 1, r] each. tables: [2, positions, r] each.
  def turns(self: __torch__.Kernels, positions: Tensor, tables: List[Tensor], like: Tensor) -> List[Tensor]:
    out = annotate(List[Tensor], [])
    for table in tables:
      out.append(table.index_select(1, positions).unsqueeze(2).type_as(like))
    return out

  # Queries [N, H, D], keys and values [N, G, D] of a layer from its normed input [N, C].
  def project(self: __torch__.Kernels, x: Tensor, i: int, turns: List[Tensor], w: List[Tensor]) -> Tuple[Tensor, Tensor, Tensor]:
    p = @GLOBALS@ + @PER_LAYER@ * i
    h, g, d = self.heads, self.kv_heads, self.head_size
    if self.places[p + @KEY@] < 0 or (self).together(p + @QUERY@):
      q, k, v = (self).project_joint(x, i, turns, w)
    else:
      q = (self).linear(x, p + @QUERY@, w).unflatten(-1, [h, d])
      k = (self).linear(x, p + @KEY@, w).unflatten(-1, [g, d])
      v = (self).linear(x, p + @VALUE@, w).unflatten(-1, [g, d])
      if self.places[p + @QUERY_NORM@] >= 0:
        q = (self).norm(q, w[self.places[p + @QUERY_NORM@]])
        k = (self).norm(k, w[self.places[p + @KEY_NORM@]])
      if self.ropes[i] >= 0:
        q = (self).rotate(q, turns[self.ropes[i]])
        k = (self).rotate(k, turns[self.ropes[i]])
    return (q, k, v)

  # The same in one product, norm and rotation for all heads: of one position each call costs more than what it computes.
  def project_joint(self: __torch__.Kernels, x: Tensor, i: int, turns: List[Tensor], w: List[Tensor]) -> Tuple[Tensor, Tensor, Tensor]:
    p = @GLOBALS@ + @PER_LAYER@ * i
    h, g, d = self.heads, self.kv_heads, self.head_size
    all = (self).joint(x, p + @QUERY@, (h + 2 * g) * d, w).unflatten(-1, [h + 2 * g, d])
    both = all.narrow(1, 0, h + g)
    if self.places[p + @QUERY_NORM@] >= 0:
      gains = torch.cat([w[self.places[p + @QUERY_NORM@]].expand([h, d]), w[self.places[p + @KEY_NORM@]].expand([g, d])])
      both = (self).norm(both, gains)
    if self.ropes[i] >= 0:
      both = (self).rotate(both, turns[self.ropes[i]])
    return (both.narrow(1, 0, h), both.narrow(1, h, g), all.narrow(1, h + g, g))

  # Grouped-query attention (Ainslie et al. 2023): each key/value head serves H/G query heads. q [B, H, T, D]; k, v [B, G, S, D];
  # mask [.., T, S], true where a position may look; without one causal, or everything. Returns [B, H, T, D].
  def attend(self: __torch__.Kernels, q: Tensor, k: Tensor, v: Tensor, mask: Optional[Tensor], causal: bool) -> Tensor:
    groups = q.shape[1] // k.shape[1]
    if q.shape[2] == 1 and self.attention_cap == 0.:
      # One position: the query heads of a group stand in for positions, and the cache is not copied.
      one = q.reshape([k.shape[0], k.shape[1], groups, q.shape[3]])
      y = torch.scaled_dot_product_attention(one, k, v, mask, 0., False, scale=self.attention_scale).reshape(q.shape)
    else:
      if groups > 1:
        k = torch.repeat_interleave(k, groups, 1)
        v = torch.repeat_interleave(v, groups, 1)
      if self.attention_cap == 0.:
        # On the CPU the way back in bf16 sets up a product for each head and block: a third of a step of short rows.
        if q.dtype == 15 and not q.is_cuda and torch.is_grad_enabled():
          y = torch.scaled_dot_product_attention(q.float(), k.float(), v.float(), mask, 0., causal, scale=self.attention_scale).type_as(q)
        else:
          y = torch.scaled_dot_product_attention(q, k, v, mask, 0., causal, scale=self.attention_scale)
      else:
        scores = torch.matmul(q, k.transpose(2, 3)) * self.attention_scale
        scores = torch.tanh(scores / self.attention_cap) * self.attention_cap
        if causal:
          mask = (self).band(q.shape[2], k.shape[2], 0, q)
        if torch.__isnot__(mask, None):
          scores = scores.masked_fill(torch.bitwise_not(unchecked_cast(Tensor, mask)), -inf)
        y = torch.matmul(torch.softmax(scores.float(), -1).type_as(q), v)
    return y

  # [T, S], true where the s-th position may be seen from the t-th of the last T: not later, and within the window where one is set.
  def band(self: __torch__.Kernels, t: int, s: int, window: int, like: Tensor) -> Tensor:
    seen = torch.ones([t, s], dtype=11, device=like.device).tril(s - t)
    if window > 0:
      seen = seen.triu(s - t - window + 1)
    return seen

  # Attention of whole rows that stand end to end: each row sees itself only, and nothing is padded. groups: number of rows, their
  # length, and so on; rows of one length are attended together. x [N, C] -> [N, C].
  def attention(self: __torch__.Kernels, x: Tensor, i: int, groups: List[int], bounds: Tensor, turns: List[Tensor], w: List[Tensor]) -> Tensor:
    q, k, v = (self).project(x, i, turns, w)
    longest = 0
    for j in range(len(groups) // 2):
      longest = max(longest, groups[2 * j + 1])
    # Of memory-efficient attention, the way back takes no notice of a window (seen in libtorch 2.11).
    windowed = self.windows[i] > 0 and self.windows[i] < longest
    if self.at_once and (q.dtype == 15 or not windowed):
      y = (self).attend_rows(q, k, v, self.windows[i], longest, bounds)
    else:
      y = (self).attend_groups(q, k, v, i, groups)
    return (self).linear((self).cut(y), @GLOBALS@ + @PER_LAYER@ * i + @OUTPUT@, w)

  # q [N, H, D]; k, v [N, G, D] -> [N, H*D], one group of rows after the other.
  def attend_groups(self: __torch__.Kernels, q: Tensor, k: Tensor, v: Tensor, i: int, groups: List[int]) -> Tensor:
    window = self.windows[i]
    out = annotate(List[Tensor], [])
    start = 0
    for j in range(len(groups) // 2):
      rows, t = groups[2 * j], groups[2 * j + 1]
      n = rows * t
      a = q.narrow(0, start, n).unflatten(0, [rows, t]).transpose(1, 2)
      b = k.narrow(0, start, n).unflatten(0, [rows, t]).transpose(1, 2)
      c = v.narrow(0, start, n).unflatten(0, [rows, t]).transpose(1, 2)
      if window > 0 and window < t:
        y = (self).attend(a, b, c, (self).band(t, t, window, q), False)
      else:
        y = (self).attend(a, b, c, None, True)
      out.append(y.transpose(1, 2).flatten(2).flatten(0, 1))
      start = start + n
    return out[0] if len(out) == 1 else torch.cat(out)

  # The same on CUDA in one kernel for all rows: FlashAttention-2 (Dao 2023) in bf16, memory-efficient attention (Rabe & Staats
  # 2021) in float32, which has no window. longest: length of the longest row; bounds: see below.
  def attend_rows(self: __torch__.Kernels, q: Tensor, k: Tensor, v: Tensor, window: int, longest: int, bounds: Tensor) -> Tensor:
    if q.dtype == 15:
      y, _, _, _, _ = torch._flash_attention_forward(q, k, v, bounds, bounds, longest, longest, 0., True, False, scale=self.attention_scale, window_size_left=window - 1, window_size_right=0)
    else:
      times = q.shape[1] // k.shape[1]
      if times > 1:
        k = torch.repeat_interleave(k, times, 1)
        v = torch.repeat_interleave(v, times, 1)
      y, _, _, _, _, _ = torch._efficient_attention_forward(q.unsqueeze(0), k.unsqueeze(0), v.unsqueeze(0), None, bounds, bounds, longest, longest, 0., 1, torch.is_grad_enabled(), scale=self.attention_scale)
      y = y.squeeze(0)
    return y.flatten(1)

  # Where each row begins, and where the last one ends, [rows + 1], int32.
  def bounds(self: __torch__.Kernels, groups: List[int], like: Tensor) -> Tensor:
    at = annotate(List[int], [0])
    for j in range(len(groups) // 2):
      for _ in range(groups[2 * j]):
        at.append(at[len(at) - 1] + groups[2 * j + 1])
    return torch.tensor(at, dtype=3, device=like.device)

  # Gated MLP (Shazeer 2020), [N, C] -> [N, C].
  def mlp(self: __torch__.Kernels, x: Tensor, i: int, w: List[Tensor]) -> Tensor:
    p = @GLOBALS@ + @PER_LAYER@ * i
    if self.places[p + @UP@] < 0 or (self).together(p + @GATE@):
      gate, up = torch.chunk((self).joint(x, p + @GATE@, 2 * w[self.places[p + @DOWN@]].shape[1], w), 2, -1)
    else:
      gate = (self).linear(x, p + @GATE@, w)
      up = (self).linear(x, p + @UP@, w)
    if self.activation == 0:
      gate = torch.silu(gate)
    elif self.activation == 3:
      gate = torch.relu(gate)
    else:
      gate = torch.gelu(gate, approximate="tanh" if self.activation == 1 else "none")
    return (self).linear((self).cut(gate * up), p + @DOWN@, w)

  # Adds to the residual stream x [N, C] what attention and MLP have to say, normed first in Gemma.
  def add_attention(self: __torch__.Kernels, x: Tensor, y: Tensor, i: int, w: List[Tensor]) -> Tensor:
    after = self.places[@GLOBALS@ + @PER_LAYER@ * i + @ATTENTION_OUTPUT_NORM@]
    if after >= 0:
      y = (self).norm(y, w[after])
    return x + y

  def add_mlp(self: __torch__.Kernels, x: Tensor, i: int, w: List[Tensor]) -> Tensor:
    p = @GLOBALS@ + @PER_LAYER@ * i
    x = (self).cut(x)
    y = (self).mlp((self).cut((self).norm(x, w[self.places[p + @MLP_NORM@]])), i, w)
    after = self.places[p + @MLP_OUTPUT_NORM@]
    if after >= 0:
      y = (self).norm(y, w[after])
    return x + y

  # One layer of whole rows, [N, C] -> [N, C].
  def layer(self: __torch__.Kernels, x: Tensor, i: int, groups: List[int], bounds: Tensor, turns: List[Tensor], w: List[Tensor]) -> Tensor:
    x = (self).cut(x)
    p = @GLOBALS@ + @PER_LAYER@ * i
    y = (self).attention((self).cut((self).norm(x, w[self.places[p + @INPUT_NORM@]])), i, groups, bounds, turns, w)
    return (self).add_mlp((self).add_attention(x, y, i, w), i, w)

  # ids [N] -> [N, C].
  def embed(self: __torch__.Kernels, ids: Tensor, w: List[Tensor]) -> Tensor:
    x = torch.embedding(w[self.places[@EMBEDDING@]], ids, self.padding_id)
    # Packed matrices take and give float32; nothing is rounded in between.
    if len(self.packed) > 0:
      x = x.float()
    a = self.places[@EMBEDDING_ADAPTER@]
    if a >= 0:
      z = torch.linear(torch.embedding(w[a].t(), ids, self.padding_id), w[a + 1]) * self.scales[a]
      x = x + z.type_as(x)
    if self.embedding_scale != 1.:
      x = x * torch.tensor(self.embedding_scale, dtype=6, device=x.device).type_as(x)
    return x

  # Logits [N, V] of hidden states [N, C].
  def vote(self: __torch__.Kernels, h: Tensor, w: List[Tensor]) -> Tensor:
    if torch.__contains__(self.packed, self.places[@HEAD@]):
      z = (self).packed_product(h, self.places[@HEAD@])
    else:
      z = (self).product(h, w[self.places[@HEAD@]])
    a = self.places[@HEAD_ADAPTER@]
    if a >= 0:
      z = (self).add_low_rank(z, h, a, w)
    if self.logit_cap > 0.:
      z = torch.tanh(z / self.logit_cap) * self.logit_cap
    return z

  # ------------------------------------------------------------------------------------------------ training and scoring

  # The numbers of a small tensor on the host.
  def ints(self: __torch__.Kernels, x: Tensor) -> List[int]:
    out = annotate(List[int], [])
    for i in range(x.shape[0]):
      out.append(int(x[i]))
    return out

  # The weights as autograd's leaves: the same memory, gradients of their own that last as long as they do.
  def leaves(self: __torch__.Kernels, w: List[Tensor]) -> List[Tensor]:
    out = annotate(List[Tensor], [])
    for i in range(len(w)):
      out.append(w[i].detach().requires_grad_(self.trainable[i]))
    return out

  # Where the gradients of embedding and output projection add up, [V, C] each, the same where the two are tied; empty for what is
  # not trained, or by an adapter only. They are the largest by far: made once for a whole run, and added to in place.
  def sums(self: __torch__.Kernels, w: List[Tensor]) -> List[Tensor]:
    torch.set_grad_enabled(False)
    out = annotate(List[Tensor], [])
    tied = self.places[@EMBEDDING@] == self.places[@HEAD@]
    for i in [@EMBEDDING@, @HEAD@]:
      weight = w[self.places[i]]
      adapter = @EMBEDDING_ADAPTER@ if i == @EMBEDDING@ else @HEAD_ADAPTER@
      adapted = self.places[adapter] >= 0
      if tied:
        adapted = self.places[@EMBEDDING_ADAPTER@] >= 0 or self.places[@HEAD_ADAPTER@] >= 0
      if adapted or not self.trainable[self.places[i]]:
        out.append(weight.new_zeros([0]))
      elif tied and i == @HEAD@:
        out.append(out[0])
      else:
        out.append(torch.zeros_like(weight))
    return out

  # Zero again, for the next update.
  def clear(self: __torch__.Kernels, sums: List[Tensor]) -> List[Tensor]:
    torch.set_grad_enabled(False)
    torch._foreach_zero_(sums)
    return sums

  # The gradients that have gathered in the leaves, of the trainable ones in their order.
  def gradients(self: __torch__.Kernels, sums: List[Tensor], w: List[Tensor]) -> List[Tensor]:
    out = annotate(List[Tensor], [])
    for i in range(len(w)):
      if self.trainable[i]:
        g = ops.prim.grad(w[i])
        if i == self.places[@EMBEDDING@] and sums[0].numel() > 0:
          out.append(sums[0])
        elif i == self.places[@HEAD@] and sums[1].numel() > 0:
          out.append(sums[1])
        elif torch.__is__(g, None):
          out.append(torch.zeros_like(w[i]))
        else:
          out.append(unchecked_cast(Tensor, g).detach())
    return out

  # One micro-batch forward and backward. Gradients add up in the leaves w. ids, positions [N] of all rows end to end; at [P]: the
  # places that predict a supervised token, targets [P]: that token; options: seed of dropout, and whether to keep only each
  # layer's input and compute the rest again on the way back (Chen et al. 2016).
  # Returns the figures [3, P] of `learn_head` and the hidden states [N, C]. The loss whose gradient is taken is scale * sum(NLL).
  def learn(self: __torch__.Kernels, ids: Tensor, positions: Tensor, groups: Tensor, at: Tensor, targets: Tensor, scale: Tensor, options: Tensor, tables: List[Tensor], sums: List[Tensor], w: List[Tensor]) -> List[Tensor]:
    rows = (self).ints(groups)
    bounds = (self).bounds(rows, ids)
    seed, again = int(options[0]), int(options[1]) != 0
    # The embedding's gradient is nothing but that of the batch's tokens: it need not go through autograd as [V, C], nearly all zeros.
    direct = sums[0].numel() > 0
    torch.set_grad_enabled(not direct)
    embedded = (self).embed(ids, w)
    torch.set_grad_enabled(True)
    if direct:
      embedded = embedded.requires_grad_(True)
    turns = (self).turns(positions, tables, embedded)
    inputs = annotate(List[Tensor], [])
    # After a step that broke off, things may be left on it.
    (self).clear_tape()
    self.taping = (self).pays(embedded)
    x = embedded
    if again:
      x = x.detach()
    for i in range(self.layers):
      if again:
        inputs.append(x)
        x = (self).forget(x, i, seed, rows, bounds, turns, w)
      else:
        (self).reseed(seed, i)
        x = (self).layer(x, i, rows, bounds, turns, w)
    if again:
      x = x.requires_grad_(True)
    h = (self).norm(x, w[self.places[@FINAL_NORM@]])
    chosen = h.index_select(0, at)
    figures, d = (self).learn_head(chosen.detach(), targets, float(scale), sums[1], w)
    if chosen.requires_grad:
      torch.autograd.backward([chosen], annotate(List[Optional[Tensor]], [d]))
      (self).unwind(w)
    if again:
      d = unchecked_cast(Tensor, ops.prim.grad(x))
      for j in range(self.layers):
        i = self.layers - 1 - j
        leaf = inputs.pop().requires_grad_(True)
        (self).reseed(seed, i)
        y = (self).layer(leaf, i, rows, bounds, turns, w)
        torch.autograd.backward([y], annotate(List[Optional[Tensor]], [d]))
        (self).unwind(w)
        d = unchecked_cast(Tensor, ops.prim.grad(leaf))
      if embedded.requires_grad and not direct:
        torch.autograd.backward([embedded], annotate(List[Optional[Tensor]], [d]))
    elif direct:
      d = unchecked_cast(Tensor, ops.prim.grad(embedded))
    if direct:
      (self).learn_embedding(ids, d, sums[0])
    return [figures, h.detach()]

  # Adds the gradient d [N, C] of the embedded ids [N] to the embedding's sum [V, C].
  def learn_embedding(self: __torch__.Kernels, ids: Tensor, d: Tensor, sum: Tensor) -> Tensor:
    torch.set_grad_enabled(False)
    if self.embedding_scale != 1.:
      d = d * torch.tensor(self.embedding_scale, dtype=6, device=d.device).type_as(d)
    if self.padding_id >= 0:
      d = d.masked_fill((ids == self.padding_id).unsqueeze(1), 0.)
    return sum.index_add_(0, ids, d)

  # A layer of which nothing is kept but the result.
  def forget(self: __torch__.Kernels, x: Tensor, i: int, seed: int, groups: List[int], bounds: Tensor, turns: List[Tensor], w: List[Tensor]) -> Tensor:
    (self).reseed(seed, i)
    if self.dropout == 0.:
      torch.set_grad_enabled(False)
    y = (self).layer(x, i, groups, bounds, turns, w).detach()
    torch.set_grad_enabled(True)
    (self).clear_tape()
    return y

  # Dropout draws the same numbers when a layer is computed again.
  def reseed(self: __torch__.Kernels, seed: int, i: int) -> NoneType:
    if self.dropout > 0.:
      torch.manual_seed(seed * 4096 + i)
    return None

  # Cross entropy of targets [P] given hidden states h [P, C], and its way back to h: a stretch of positions at a time, so that
  # memory does not grow with P * V. The logits' gradient, softmax minus one-hot, takes the logits' place; what it means for the
  # projection is added to sum [V, C], or, where sum is empty, gathers in the leaves if any of them is trained.
  # Returns the gradient [P, C], and before it [3, P]: NLL, entropy, and 1 where the target is the likeliest token.
  def learn_head(self: __torch__.Kernels, h: Tensor, targets: Tensor, scale: float, sum: Tensor, w: List[Tensor]) -> Tuple[Tensor, Tensor]:
    direct = sum.numel() > 0
    # Only an adapter's way back is autograd's.
    recorded = self.places[@HEAD_ADAPTER@] >= 0 or (self.trainable[self.places[@HEAD@]] and not direct)
    figures = annotate(List[Tensor], [])
    grads = annotate(List[Tensor], [])
    stretch = (self).stretch(w)
    for j in range((h.shape[0] + stretch - 1) // stretch):
      leaf = h[j * stretch:(j + 1) * stretch].detach().requires_grad_(recorded)
      target = targets[j * stretch:(j + 1) * stretch].unsqueeze(1)
      torch.set_grad_enabled(recorded)
      z = (self).vote(leaf, w)
      torch.set_grad_enabled(False)
      d = z.detach().float()
      # Logits that are linear in h, to float32's precision, tell their mean without being read again.
      linear = z.dtype == 6 and self.logit_cap == 0.
      top = torch.amax(d, [-1], True)
      hit = d.gather(1, target)
      right = (self).likeliest(z, top, target, hit)
      if self.logit_cap > 0. and not recorded:
        d = d - top
      else:
        d.sub_(top)
      entropy = hit
      if linear:
        d.exp_()
        total = d.sum([-1], True)
      else:
        e = d.exp()
        total = e.sum([-1], True)
        entropy = total.log() - d.mul_(e).sum([-1], True) / total
        d = e
      norm = total.log() + top
      d.mul_(scale / total).scatter_add_(1, target, torch.full_like(hit, -scale))
      d = d.type_as(z)
      if recorded:
        torch.set_grad_enabled(True)
        torch.autograd.backward([z], annotate(List[Optional[Tensor]], [d]))
        g = unchecked_cast(Tensor, ops.prim.grad(leaf))
        torch.set_grad_enabled(False)
      else:
        if self.logit_cap > 0.:
          d.mul_(1. - (z / self.logit_cap).square())
        g = (self).head_gradient(d, leaf, sum, w)
      if linear:
        # h . dL/dh = scale * (mean of the logits - the target's). Numbers of the logits' size are subtracted: where one token has
        # nearly all, the rest is below their rounding and could come out under 0, which no entropy is. A NaN stays one.
        entropy = torch.clamp_min(norm - hit - (leaf.detach() * g).sum([-1], True) / scale, 0.)
      figures.append(torch.cat([norm - hit, entropy, right], 1))
      grads.append(g)
    torch.set_grad_enabled(True)
    return (torch.cat(figures).t().contiguous(), torch.cat(grads))

  # From the logits' gradient d [P, V]: that of the hidden states h [P, C]; the projection's is added to sum [V, C], if there is one.
  def head_gradient(self: __torch__.Kernels, d: Tensor, h: Tensor, sum: Tensor, w: List[Tensor]) -> Tensor:
    weight = w[self.places[@HEAD@]]
    if (self).by_onednn(weight):
      g = (self).times(d, weight.t())
      # A part at a time, as it cannot add to what is there.
      for j in range((sum.shape[0] + 16383) // 16384):
        columns = d[:, j * 16384:(j + 1) * 16384]
        sum[j * 16384:(j + 1) * 16384].add_((self).times(columns.t(), h.t()))
    else:
      g = torch.mm(d, weight)
      if sum.numel() > 0:
        sum.addmm_(d.t(), h)
    return g

  # 1 where the target [P, 1], whose logit is hit, is the likeliest of logits z [P, V], whose greatest are top; [P, 1]. bf16 is so
  # coarse that tokens often share the first place: the first of them counts, as in torch's argmax.
  def likeliest(self: __torch__.Kernels, z: Tensor, top: Tensor, target: Tensor, hit: Tensor) -> Tensor:
    if z.dtype == 6:
      right = hit >= top
    else:
      right = torch.argmax(z.detach(), -1, True) == target
    return right.float()

  # Positions whose logits are held at a time: 256 MB of them in float32.
  def stretch(self: __torch__.Kernels, w: List[Tensor]) -> int:
    return max(16, 67108864 // w[self.places[@HEAD@]].shape[0])

  # Hidden states [N, C] of whole rows, nothing recorded.
  def states(self: __torch__.Kernels, ids: Tensor, positions: Tensor, groups: Tensor, tables: List[Tensor], w: List[Tensor]) -> Tensor:
    torch.set_grad_enabled(False)
    rows = (self).ints(groups)
    bounds = (self).bounds(rows, ids)
    x = (self).embed(ids, w)
    turns = (self).turns(positions, tables, x)
    for i in range(self.layers):
      x = (self).layer(x, i, rows, bounds, turns, w)
    return (self).norm(x, w[self.places[@FINAL_NORM@]])

  # NLL [P] of targets given hidden states h [N, C], a stretch of positions at a time.
  def nll(self: __torch__.Kernels, h: Tensor, at: Tensor, targets: Tensor, w: List[Tensor]) -> Tensor:
    torch.set_grad_enabled(False)
    out = annotate(List[Tensor], [])
    stretch = (self).stretch(w)
    for j in range((at.shape[0] + stretch - 1) // stretch):
      z = (self).vote(h.index_select(0, at[j * stretch:(j + 1) * stretch]), w).float()
      out.append(torch.cross_entropy_loss(z, targets[j * stretch:(j + 1) * stretch], None, 0))
    return torch.cat(out)

  # The same with entropy, and 1 where the target is the likeliest token: [3, P].
  def figures(self: __torch__.Kernels, h: Tensor, at: Tensor, targets: Tensor, w: List[Tensor]) -> Tensor:
    torch.set_grad_enabled(False)
    out = annotate(List[Tensor], [])
    stretch = (self).stretch(w)
    for j in range((at.shape[0] + stretch - 1) // stretch):
      target = targets[j * stretch:(j + 1) * stretch].unsqueeze(1)
      z = (self).vote(h.index_select(0, at[j * stretch:(j + 1) * stretch]), w)
      y = z.float()
      right = (self).likeliest(z, torch.amax(y, [-1], True), target, y.gather(1, target))
      y = torch.log_softmax(y, -1)
      entropy = torch.neg(y.exp().mul_(y).sum([-1], True))
      out.append(torch.cat([torch.neg(y.gather(1, target)), entropy, right], 1))
    return torch.cat(out).t().contiguous()

  # What is likeliest after each of the hidden states h [N, C]: of the first sizes[0] tokens, ids and log-probabilities, [N, k]
  # each; and of targets [N] the log-probability [N], of any where there is none.
  def expect(self: __torch__.Kernels, h: Tensor, targets: Tensor, sizes: Tensor, w: List[Tensor]) -> List[Tensor]:
    torch.set_grad_enabled(False)
    k = int(sizes[0])
    ids = annotate(List[Tensor], [])
    logs = annotate(List[Tensor], [])
    own = annotate(List[Tensor], [])
    stretch = (self).stretch(w)
    for j in range((h.shape[0] + stretch - 1) // stretch):
      y = torch.log_softmax((self).vote(h[j * stretch:(j + 1) * stretch], w).float(), -1)
      values, indices = torch.topk(y, k, -1, True, True)
      ids.append(indices)
      logs.append(values)
      own.append(y.gather(1, targets[j * stretch:(j + 1) * stretch].unsqueeze(1)).squeeze(1))
    return [torch.cat(ids), torch.cat(logs), torch.cat(own)]

  # All logits [N, V].
  def logits(self: __torch__.Kernels, ids: Tensor, positions: Tensor, groups: Tensor, tables: List[Tensor], w: List[Tensor]) -> Tensor:
    return (self).vote((self).states(ids, positions, groups, tables, w), w).float()

  # ------------------------------------------------------------------------------------------------ generation

  # An empty cache: of each layer the keys, then of each layer the values, [B, G, capacity, D]. In the type of what is computed,
  # which with packed matrices is float32: attention takes half as long there as over bf16.
  def cache(self: __torch__.Kernels, sizes: Tensor, w: List[Tensor]) -> List[Tensor]:
    torch.set_grad_enabled(False)
    rows, capacity = int(sizes[0]), int(sizes[1])
    like = w[self.places[@EMBEDDING@]]
    type = 6 if len(self.packed) > 0 else like.dtype
    out = annotate(List[Tensor], [])
    for i in range(2 * self.layers):
      out.append(torch.zeros([rows, self.kv_heads, capacity, self.head_size], dtype=type, device=like.device))
    return out

  # What one cache has of a text goes into another, of any capacity: its first places. sizes: how many.
  def take_over(self: __torch__.Kernels, sizes: Tensor, kept: List[Tensor], cache: List[Tensor]) -> Tensor:
    torch.set_grad_enabled(False)
    n = int(sizes[0])
    for i in range(len(cache)):
      cache[i].narrow(2, 0, n).copy_(kept[i].narrow(2, 0, n))
    return sizes

  # One step of generation: appends the keys and values of ids [B, T] to the cache and returns the logits of the last position,
  # [B, V]. positions [B*T] in the rows; starts [B]: how many places of a row are left padding; sizes: places filled so far, and
  # whether any row is padded.
  def decode(self: __torch__.Kernels, ids: Tensor, positions: Tensor, starts: Tensor, sizes: Tensor, tables: List[Tensor], cache: List[Tensor], w: List[Tensor]) -> Tensor:
    torch.set_grad_enabled(False)
    b, t = ids.shape[0], ids.shape[1]
    begin, padded = int(sizes[0]), int(sizes[1]) != 0
    end = begin + t
    x = (self).embed(ids.flatten(), w)
    turns = (self).turns(positions, tables, x)
    mask: Optional[Tensor] = None
    for i in range(self.layers):
      p = @GLOBALS@ + @PER_LAYER@ * i
      q, k, v = (self).project((self).norm(x, w[self.places[p + @INPUT_NORM@]]), i, turns, w)
      keys, values = cache[i], cache[self.layers + i]
      keys.narrow(2, begin, t).copy_(k.unflatten(0, [b, t]).transpose(1, 2))
      values.narrow(2, begin, t).copy_(v.unflatten(0, [b, t]).transpose(1, 2))
      # Nothing that all queries are too far away from need be read.
      window = self.windows[i]
      first = max(0, begin - window + 1) if window > 0 else 0
      k, v = keys.narrow(2, first, end - first), values.narrow(2, first, end - first)
      if i == 0 or window != self.windows[i - 1]:
        mask = (self).sight(t, first, end, window, starts, padded)
      causal = t > 1 and torch.__is__(mask, None)
      y = (self).attend(q.unflatten(0, [b, t]).transpose(1, 2), k, v, mask, causal)
      y = (self).linear(y.transpose(1, 2).flatten(2).flatten(0, 1), p + @OUTPUT@, w)
      x = (self).add_mlp((self).add_attention(x, y, i, w), i, w)
    x = x.unflatten(0, [b, t]).select(1, t - 1)
    return (self).vote((self).norm(x, w[self.places[@FINAL_NORM@]]), w).float()

  # What the last t of the places first..end may see of them, [B, 1, t, end - first]; none where everything, or plainly causal.
  # A place of padding sees itself: with nothing to see its softmax would be NaN.
  def sight(self: __torch__.Kernels, t: int, first: int, end: int, window: int, starts: Tensor, padded: bool) -> Optional[Tensor]:
    s = end - first
    mask: Optional[Tensor] = None
    windowed = window > 0 and window < s
    if padded or windowed or (t > 1 and s > t):
      seen = (self).band(t, s, window, starts)
      if padded:
        places = torch.arange(first, end, device=starts.device)
        real = (places.unsqueeze(0) >= starts.unsqueeze(1)).unsqueeze(1).unsqueeze(1)
        self_only = seen.logical_and((self).band(t, s, 1, starts))
        seen = seen.logical_and(real).logical_or(self_only)
      else:
        seen = seen.unsqueeze(0).unsqueeze(0)
      mask = seen
    return mask

  # The likeliest id of each row, [B].
  def argmax(self: __torch__.Kernels, logits: Tensor) -> Tensor:
    return torch.argmax(logits, -1)

  # The probability of an id of each row, those of its likeliest ids, and these: [B, 1 + K + K]. sizes: K.
  def odds(self: __torch__.Kernels, logits: Tensor, ids: Tensor, sizes: Tensor) -> Tensor:
    torch.set_grad_enabled(False)
    total = torch.logsumexp(logits, [-1], True)
    top, at = torch.topk(logits, min(int(sizes[0]), logits.shape[1]))
    return torch.cat([(logits.gather(1, ids.unsqueeze(1)) - total).exp(), (top - total).exp(), at.float()], 1)

  # ------------------------------------------------------------------------------------------------ the update

  # The gradients' global L2 norm, given as pieces [n]; room: for bf16 ones as float32. On the CPU taken of rows of a piece first:
  # torch gives each row to one thread, and a piece without rows to one alone.
  def norm_of(self: __torch__.Kernels, room: Tensor, g: List[Tensor]) -> Tensor:
    torch.set_grad_enabled(False)
    if room.is_cuda:
      norm = torch.linalg_vector_norm(torch.stack(torch._foreach_norm(g, 2, dtype=6)))
    else:
      norms = annotate(List[Tensor], [])
      for one in g:
        if one.dtype != 6:
          wide = room.narrow(0, 0, one.shape[0])
          wide.copy_(one)
          one = wide
        rows = one.shape[0] // 16384
        norms.append(torch.linalg_vector_norm(one.narrow(0, 0, rows * 16384).view([rows, 16384]), 2, [1]))
        norms.append(torch.linalg_vector_norm(one.narrow(0, rows * 16384, one.shape[0] - rows * 16384), 2, [0], True))
      norm = torch.linalg_vector_norm(torch.cat(norms))
    return norm

  # Counts one more update of each weight, unless the gradients' norm is not finite.
  def count_update(self: __torch__.Kernels, norm: Tensor, steps: List[Tensor]) -> List[Tensor]:
    torch.set_grad_enabled(False)
    torch._foreach_add_(steps, torch.isfinite(norm).float())
    return steps

  # Tensors of any shape as views of at most so many numbers each, [n], in their order.
  def pieces(self: __torch__.Kernels, size: Tensor, x: List[Tensor]) -> List[Tensor]:
    torch.set_grad_enabled(False)
    most = int(size)
    out = annotate(List[Tensor], [])
    for one in x:
      flat = one.view([-1])
      for j in range((flat.shape[0] + most - 1) // most):
        out.append(flat[j * most:(j + 1) * most])
    return out

  # One AdamW update (Loshchilov & Hutter 2019) of pieces of weights in place. numbers: lr, beta1, beta2, eps, weight decay, and the
  # global norm to clip the gradients to, 0 for none; norm: what that norm is; room: for bf16 gradients as float32. p: of the weights; masters: of their float32
  # originals where p are bf16, which would lose small updates to rounding, else p itself; m, v: of the moments in float32; steps:
  # the counter of each, this update included, as the fused kernel divides by 1 - beta^step. An update that is not finite is not made.
  def adamw(self: __torch__.Kernels, numbers: Tensor, norm: Tensor, room: Tensor, p: List[Tensor], masters: List[Tensor], g: List[Tensor], m: List[Tensor], v: List[Tensor], steps: List[Tensor]) -> Tensor:
    torch.set_grad_enabled(False)
    most = float(numbers[5])
    broken = torch.bitwise_not(torch.isfinite(norm)).float()
    # The fused kernel divides by this; as torch's clip_grad_norm_ it never enlarges, and keeps clear of dividing by zero.
    if most > 0.:
      divisor = torch.clamp((norm + 1e-6) / most, 1.)
    else:
      divisor = torch.ones_like(norm)
    grads = annotate(List[Tensor], [])
    start = 0
    for one in g:
      if one.dtype == 6:
        grads.append(one)
      else:
        wide = room.narrow(0, start, one.shape[0])
        wide.copy_(one)
        grads.append(wide)
        start = start + one.shape[0]
    # Given whole lists: the compiler takes an update of a list made here for one that nobody sees, and leaves it out.
    torch._fused_adamw_(masters, grads, m, v, [], steps, lr=float(numbers[0]), beta1=float(numbers[1]), beta2=float(numbers[2]), weight_decay=float(numbers[4]), eps=float(numbers[3]), amsgrad=False, maximize=False, grad_scale=divisor, found_inf=broken)
    if norm.is_cuda and p[0].dtype != 6:
      torch._foreach_copy_(p, masters)
    else:
      for i in range(len(p)):
        if p[i].dtype != 6:
          p[i].copy_(masters[i])
    return norm

  # Room for so many float32 numbers, of any value.
  def room(self: __torch__.Kernels, size: Tensor, like: Tensor) -> Tensor:
    return torch.empty([int(size)], dtype=6, device=like.device)

  # Float32 originals of the trainable weights: copies of bf16 ones, float32 ones themselves.
  def masters(self: __torch__.Kernels, p: List[Tensor]) -> List[Tensor]:
    out = annotate(List[Tensor], [])
    for one in p:
      out.append(one.detach().float())
    return out

  # Zeros to start from: first and second moments, and step counters, of each of p.
  def moments(self: __torch__.Kernels, p: List[Tensor]) -> List[Tensor]:
    out = annotate(List[Tensor], [])
    for j in range(2):
      for one in p:
        out.append(torch.zeros_like(one, dtype=6))
    for one in p:
      out.append(torch.zeros([], dtype=6, device=one.device))
    return out

  # W + scale * B A into W [out, in]: an adapter becomes part of the weight, and is zero from then on.
  def merge(self: __torch__.Kernels, weight: Tensor, a: Tensor, b: Tensor, scale: Tensor) -> Tensor:
    torch.set_grad_enabled(False)
    weight.copy_(weight.float() + torch.matmul(b, a) * float(scale))
    b.zero_()
    return weight

  # The same of an embedding [V, C], with A [R, V] and B [C, R].
  def merge_embedding(self: __torch__.Kernels, weight: Tensor, a: Tensor, b: Tensor, scale: Tensor) -> Tensor:
    torch.set_grad_enabled(False)
    weight.copy_(weight.float() + torch.matmul(b, a).t() * float(scale))
    b.zero_()
    a.zero_()
    return weight

  # ------------------------------------------------------------------------------------------------ files

  # Types never cross into Java, where bf16 aborts: 5 float16, 6 float32, 15 bf16, 0 bytes.

  # Memory for weights that lie end to end and differ in their first dimension only. shape of the first of them; rows: the first
  # dimension of each.
  def blank(self: __torch__.Kernels, shape: Tensor, rows: Tensor, like: Tensor, type: Tensor) -> List[Tensor]:
    torch.set_grad_enabled(False)
    sizes = (self).ints(shape)
    sizes[0] = int(rows.sum())
    all = torch.zeros(sizes, dtype=int(type), device=like.device)
    out = annotate(List[Tensor], [])
    start = 0
    for n in (self).ints(rows):
      out.append(all.narrow(0, start, n))
      start = start + n
    return out

  # Raw bytes of a file, uint8 [n], into a stretch of a weight from its `start`-th element on. types: of the bytes; start.
  def fill(self: __torch__.Kernels, target: Tensor, bytes: Tensor, types: Tensor) -> Tensor:
    torch.set_grad_enabled(False)
    values = torch.view_copy(bytes, dtype=int(types[0]))
    target.view([-1]).narrow(0, int(types[1]), values.shape[0]).copy_(values)
    return target

  # Throws where this libtorch cannot pack matrices.
  def try_packing(self: __torch__.Kernels, one: Tensor) -> Tensor:
    (self).packed_part(one.view([1, 1]), 1., one.float())
    return one

  # Packs groups of matrices, each of which lie end to end in memory from one of `firsts` on, in two threads: FBGEMM takes one for
  # each, and goes through it number by number. numbers: of each group where its first matrix stands in w, how many it has, and the
  # rows of each. room: float32 numbers of any value, half of them for each thread to work in: memory taken and given back between
  # what stays would be left in pieces. Returns what stands for each matrix in w from now on, nothing but its shape; an empty tensor
  # where float16 would not hold it, and it stays as it is.
  def pack(self: __torch__.Kernels, numbers: Tensor, room: Tensor, firsts: List[Tensor]) -> List[Tensor]:
    torch.set_grad_enabled(False)
    left = (self).ints(numbers)
    rooms = torch.chunk(room, 2)
    stand_ins = annotate(List[Tensor], [])
    parts = annotate(List[Tensor], [])
    scales = annotate(List[float], [])
    places = annotate(List[int], [])
    for first in firsts:
      place, matrices, columns, total = left.pop(0), left.pop(0), first.shape[1], 0
      for i in range(matrices):
        total = total + left[i]
      whole = torch.as_strided(first, [total, columns], [columns, 1])
      scale = (self).scale_to_pack(whole)
      for _ in range(matrices):
        rows = left.pop(0)
        stand_ins.append(first.new_zeros([1]).expand([rows, columns]) if scale > 0. else first.new_zeros([0]))
      if scale > 0.:
        self.packed[place] = annotate(List[__torch__.torch.classes.quantized.LinearPackedParamsBase], [])
        self.packed_scales[place] = 1. / scale
        # Packing goes down the columns: of more rows they would not stay in the processor's cache while it does.
        for part in torch.split(whole, min(8192, max(1, rooms[0].shape[0] // columns))):
          parts.append(part)
          scales.append(scale)
          places.append(place)
    here = annotate(List[bool], [])
    ahead = 0
    for part in parts:
      mine = ahead <= 0
      here.append(mine)
      ahead = ahead + (part.numel() if mine else -part.numel())
    def __forked_function():
      return (self).packed_parts(parts, scales, here, False, rooms[1])
    other = fork(__forked_function)
    packed = (self).packed_parts(parts, scales, here, True, rooms[0])
    packed_there = torch.wait(other)
    for i in range(len(parts)):
      self.packed[places[i]].append(packed.pop(0) if here[i] else packed_there.pop(0))
    return stand_ins

  # Of parts of matrices, those of which `here` says `mine`.
  def packed_parts(self: __torch__.Kernels, parts: List[Tensor], scales: List[float], here: List[bool], mine: bool, room: Tensor) -> List[__torch__.torch.classes.quantized.LinearPackedParamsBase]:
    out = annotate(List[__torch__.torch.classes.quantized.LinearPackedParamsBase], [])
    for i in range(len(parts)):
      if here[i] == mine:
        out.append((self).packed_part(parts[i], scales[i], room))
    return out

  def packed_part(self: __torch__.Kernels, part: Tensor, scale: float, room: Tensor) -> __torch__.torch.classes.quantized.LinearPackedParamsBase:
    wide = room.narrow(0, 0, part.numel()).view(part.shape)
    # Few rows at a time, which libtorch does not give to several threads: those of a second caller would be more threads than cores
    # for the rest of the process, and OpenMP lets none of them wait awake then. Tokens took up to twice as long.
    step = max(1, 32768 // part.shape[1])
    for i in range((part.shape[0] + step - 1) // step):
      rows = min(step, part.shape[0] - i * step)
      wide.narrow(0, i * step, rows).copy_(part.narrow(0, i * step, rows)).mul_(scale)
    return ops.quantized.linear_prepack_fp16(wide)

  # The power of two that brings a matrix into float16's range, if that holds it to float32's precision: what is lost of each row,
  # by its L2 norm, is less than 2^-24 of it. 0 if not: of float32, nearly every number is rounded.
  def scale_to_pack(self: __torch__.Kernels, whole: Tensor) -> float:
    # Few rows at a time, so that what is made of them stays in the processor's cache.
    parts = torch.split(whole, max(1, 1048576 // whole.shape[1]))
    top = 0.
    for part in parts:
      low, high = torch.aminmax(part)
      top = max(top, max(float(high), -float(low)))
    scale = 1.
    for _ in range(126):
      if top * scale <= 16384.:
        scale = scale * 2.
      elif top * scale > 32768.:
        scale = scale / 2.
    held = True
    for part in parts:
      if held:
        x = part.float() * scale
        lost = (x.half().float() - x).square_().sum([-1])
        kept = (lost < x.square().sum([-1]) * 3.552713678800501e-15).logical_or(torch.amax(torch.abs(part), [-1]) == 0.)
        held = bool(kept.all())
    return scale if held else 0.

  # Packed matrices are held once for all who use them.
  def packs(self: __torch__.Kernels) -> Tuple[Dict[int, List[__torch__.torch.classes.quantized.LinearPackedParamsBase]], Dict[int, float]]:
    return (self.packed, self.packed_scales)

  def share(self: __torch__.Kernels, packs: Tuple[Dict[int, List[__torch__.torch.classes.quantized.LinearPackedParamsBase]], Dict[int, float]]) -> NoneType:
    self.packed, self.packed_scales, = packs
    return None

  # Normal numbers about 0, to measure with.
  def randomise(self: __torch__.Kernels, target: Tensor, deviation: Tensor) -> Tensor:
    torch.set_grad_enabled(False)
    return target.normal_(0., float(deviation))

  # And back: elements start..start + n of a weight as the raw bytes of a file, uint8. types: of the bytes; start; n.
  def bytes(self: __torch__.Kernels, x: Tensor, types: Tensor) -> Tensor:
    torch.set_grad_enabled(False)
    part = x.detach().view([-1]).narrow(0, int(types[1]), int(types[2]))
    return torch.view_copy(part.to(dtype=int(types[0])), dtype=0)

  # ------------------------------------------------------------------------------------------------ what the machine can do

  # Two matrices to multiply, [n, n] in the weights' type; and float32 numbers to read, [m].
  def yardsticks(self: __torch__.Kernels, sizes: Tensor, w: List[Tensor]) -> List[Tensor]:
    torch.set_grad_enabled(False)
    n, m = int(sizes[0]), int(sizes[1])
    like = w[self.places[@EMBEDDING@]]
    a = like.new_zeros([n, n]).normal_(0., 1.)
    return [a, a.clone(), torch.zeros([m], dtype=6, device=like.device)]

  def multiply(self: __torch__.Kernels, a: Tensor, b: Tensor) -> Tensor:
    torch.set_grad_enabled(False)
    return (self).product(a, b)[0:1, 0:1].float()

  def read(self: __torch__.Kernels, x: Tensor) -> Tensor:
    torch.set_grad_enabled(False)
    return x.sum()
