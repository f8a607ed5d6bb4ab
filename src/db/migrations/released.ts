/**
 * SHA-256 of each released migration. A register in the field has run exactly this text; changing it afterwards would
 * make two schemas of one number. To mend a released step, add another.
 */
export const releasedChecksums: Readonly<Record<number, string>> = {
  10: '7b604a288a5233f7c3ce2ba95ae67b0654cb07ccac5f6886d006ebf198c43261',
  20: 'bca32c5a7ca8a027913dd1e1f07e9822f99ce86e58fcbef07b7d691d51108eb6',
  30: 'dc86d28bce9437c35c81616833d9cc3a4fa8d7c4febec9d09dc83c0ea979bbe1',
  40: 'f6f8d2420ec7ddff7f226d16163544a51b6b548ca5c2425c211ec07c6de276ce',
  50: '6b4341a6ecad28613982f0642f08699f4cfcb59d03ef9f5756fdef0cf35bf3f0',
  60: '45bd4a6eba3224ac94b177ef0eab317c5b0fb832943b8f5322a64bd1372336e4',
  70: '36ae27facbb5c6fb782617642cf33b8530d96dcda6d7810d18fc699359b43984',
  80: '9673c1669c6cc4c4e77fa5e536c36e681bb7fa2562515198a276a84f90165211',
  90: '0f65c70baebfbdbde55e43fcc9653b265d9e7f8bb4c5e0113dbbef40a5708a99',
  100: '29b9671910023c065cdfacaa321eb16bfef2b458a49d0667a711f5a14e07733b',
  110: '554595378ca4d04148cf5cdca425eb343cb7e4b90aa501f6f91785b4e787b837',
  120: '77f5229cdb4f86aee7ef84658b015783d7fce943a3aa57b05f07d394eec1cef2',
  130: 'edd932deee45c4168e3e7b4072ab174576ee62981803152d9884c426eadbc78f',
  140: '128aad800976ced050ff952df34d5d7d47bcb0950c822db16f1a10d112e57fc1',
  150: '94bf386761ff5df3dccd6869a057489aee4ddb658bf5cae94e8354a75c6e6d6f',
}
