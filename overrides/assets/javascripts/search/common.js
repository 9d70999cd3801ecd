/* What a query says besides what it is about: words of asking are dropped, words that only connect count little. */
(function (search) {
  "use strict"
  const ASKING = /什么时候|何时|请问|请介绍|介绍一下|什么是|是什么意思|是什么|有什么|什么|为什么|为啥|为何|怎么样|怎么办|多久|多长时间|多快|多贵|多大(?!模型|语言|型)|怎么|怎样|如何|多少|有哪些|哪些|哪个|哪种|哪里|哪家|有没有|是否|能不能|是不是|可不可以|吗|呢|么(?=$|[ ？?])|\b(?:what|which|how|why|when|who|where|is|are|was|does|do|did|the|an|of|in|on|to|for|and|vs|with|much|many)\b/g
  const DEFINING = /什么是|是什么(?!时候|样)|什么意思|定义|含义|\bwhat is\b/
  // As words of their own; inside others (对齐, 最优) they are as good as any.
  const CONNECTING = /^(?:没有|可以|能够|应该|需要|到底|究竟|真的|真正|其实|一般|通常|具体|大概|目前|现在|老是|总是|经常|一直|一个|一下|一种|这个|那个|这些|我们|你们|他们|自己|时候|之间|以及|还是|或者|因为|所以|如果|但是|就是|不算|的|了|着|过|是|在|和|与|及|或|对|从|把|被|让|给|也|都|就|又|很|最|这|那|其|个|们|之|以|为|而|一|不|有|没|要|会|能|可|该|想|用|做|到|去|来|上|下|里|中|才|还|更|太|再|只|多|好|我|你|时|后|前|但|算|叫|请|谁)+$/
  const WEIGHT = { connecting: .2, joint: .3 }
  const segmenter = typeof Intl.Segmenter === "function" ? new Intl.Segmenter("zh", { granularity: "word" }) : undefined

  /** How much the pair of Han characters at each place of a text counts: less where it connects, less across the joint of two words. */
  function pairWeights(text) {
    const word = []
    for (const { segment, index } of segmenter ? segmenter.segment(text) : Array.from(text, (segment, index) => ({ segment, index })))
      for (let at = 0; at < segment.length; at++) word[index + at] = { text: segment, start: index }
    return word.map((first, at) => {
      const second = word[at + 1]
      if (!second) return 1
      if (isConnecting(first.text) || isConnecting(second.text)) return WEIGHT.connecting
      return first.start !== second.start && first.text.length > 1 && second.text.length > 1 ? WEIGHT.joint : 1
    })
  }

  const withoutAsking = text => text.replace(ASKING, match => " ".repeat(match.length))
  const isConnecting = text => CONNECTING.test(text)
  const isDefining = text => DEFINING.test(text)

  search.common = { isConnecting, pairWeights, withoutAsking, isDefining }
})(self.siteSearch ||= {})
