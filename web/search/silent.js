// Words that a question is made of and that say nothing of what it is about.

const WORDS = `
a about after all also am an and any are aren as at be because been before being but by can cannot could
did didn do does doesn doing don done for from get gets getting give given got had has have having he help her
here him his how i if in instead into is isn it its just like ll m make makes me much my need no not of on one
only or other our out please possible problem question really s shall she should so some someone still such sure
t than that the their them then there these they thing this those to too try trying understand up us use used
using ve very want wanted wants was way we were what when where which while who whose why will with without
won work working works would wouldn wrong you your
`;

export const ENGLISH = new Set(WORDS.split(/\s+/).filter(Boolean));

export const CHINESE =
  /为什么|为何|怎么样|怎么办|怎么算|怎么求|怎么|怎样|如何|什么|多少|多大|哪个|哪些|哪边|哪里|是不是|是否|能不能|可不可以|可以|有没有|一样吗|请问|究竟|到底|好像|应该|的话|了吗|吗|呢|吧|啊|呀|的|了|请|想要|想/gu;
