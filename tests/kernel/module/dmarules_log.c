// SPDX-License-Identifier: GPL-2.0-only
/*
 * Maps and unmaps random buffers for an emulated `edu` device and logs where each one went, a line an
 * operation, in the form that `dmarules conform` replays. The log is read from /proc/dmarules_log.
 *
 * What it maps through is the kernel's own doing: with swiotlb=force and a 64-bit mask the bounce pool,
 * with a mask of 32 bits or less the PE's TCE table.
 */
#include <linux/dma-mapping.h>
#include <linux/module.h>
#include <linux/pci.h>
#include <linux/proc_fs.h>
#include <linux/seq_file.h>
#include <linux/swiotlb.h>
#include <linux/vmalloc.h>
#include <asm/iommu.h>

#define MOST_LIVE 256
#define BUFFER_ORDER 9
#define LINE_BYTES 128

static char *tag = "sw_612_fresh";
module_param(tag, charp, 0444);
static uint bits = 64;
module_param(bits, uint, 0444);
static uint nops = 2000;
module_param(nops, uint, 0444);
static uint seed = 1;
module_param(seed, uint, 0444);
static uint maxsz = 262144;
module_param(maxsz, uint, 0444);
static uint maxlive = 64;
module_param(maxlive, uint, 0444);
static ulong minalign;
module_param(minalign, ulong, 0444);

struct mapping {
	dma_addr_t dma;
	size_t size;
};

static struct mapping live[MOST_LIVE];
static char *text;
static size_t text_size, text_used;
static u64 random_state;

__printf(1, 2)
static void say(const char *format, ...)
{
	va_list args;

	va_start(args, format);
	text_used += vscnprintf(text + text_used, text_size - text_used, format, args);
	va_end(args);
}

/* A 64-bit xorshift: the log has to be the same for the same seed, not hard to foresee. */
static u32 draw(u32 below)
{
	random_state ^= random_state << 13;
	random_state ^= random_state >> 7;
	random_state ^= random_state << 17;
	return (u32)(random_state >> 32) % below;
}

static struct io_tlb_pool *pool_of(struct device *dev)
{
	struct io_tlb_mem *mem = dev->dma_io_tlb_mem;

	return mem && mem->defpool.nslabs ? &mem->defpool : NULL;
}

static unsigned long used_of(struct device *dev, struct io_tlb_pool *pool)
{
#ifdef CONFIG_DEBUG_FS
	return atomic_long_read(&dev->dma_io_tlb_mem->total_used);
#else
	return 0;
#endif
}

static void say_table(struct device *dev)
{
	struct iommu_table *table = get_iommu_table_base(dev);

	if (!table)
		return;
	say("# table: %s,page_shift=%lu,offset_pages=0x%lx,size_pages=0x%lx,nr_pools=%lu,poolsize=0x%lx,",
	    tag, table->it_page_shift, table->it_offset, table->it_size, table->nr_pools,
	    table->poolsize);
	say("start=0x%llx,end=0x%llx ; mask: bits=%u\n",
	    (u64)table->it_offset << table->it_page_shift,
	    (u64)(table->it_offset + table->it_size) << table->it_page_shift, bits);
}

static void say_header(struct device *dev, struct io_tlb_pool *pool, phys_addr_t buffer)
{
	if (!pool)
		say_table(dev);
	say("# kernel slots: tag=%s seed=%u nops=%u minsz=1 maxsz=%u maxlive=%u min_align_mask=0x%x ",
	    tag, seed, nops, maxsz, maxlive, dma_get_min_align_mask(dev));
	say("pool_start=0x%llx nslabs=%lu nareas=%u area_nslabs=%u ",
	    pool ? (u64)pool->start : 0, pool ? pool->nslabs : 0, pool ? pool->nareas : 0,
	    pool ? pool->area_nslabs : 0);
	say("force=%d buf_phys=0x%llx dma_offset=0x%llx page_size=%lu cpu=%d ",
	    pool ? dev->dma_io_tlb_mem->force_bounce : 0, (u64)buffer,
	    pool ? (u64)dev->archdata.dma_offset : 0, PAGE_SIZE, smp_processor_id());
	say("seg_boundary=0x%lx max_seg=%u max_map=%zu used0=%lu\n",
	    dma_get_seg_boundary(dev), dma_get_max_seg_size(dev), dma_max_mapping_size(dev),
	    pool ? used_of(dev, pool) : 0);
	say("n,op,id,size,orig_phys,dma,pool_offset,slot,in_slot_offset,used,cpu,result\n");
}

static void say_mapped(struct device *dev, struct io_tlb_pool *pool, uint n, uint id,
		       phys_addr_t from)
{
	u64 offset;

	say("%u,map,%u,%zu,0x%llx,0x%llx,", n, id, live[id].size, (u64)from, (u64)live[id].dma);
	if (!pool) {
		say("-,-,-,0,%d,ok-nopool\n", smp_processor_id());
		return;
	}
	offset = live[id].dma - dev->archdata.dma_offset - pool->start;
	say("0x%llx,%llu,%llu,%lu,%d,ok\n", offset, offset >> IO_TLB_SHIFT,
	    offset & (IO_TLB_SIZE - 1), used_of(dev, pool), smp_processor_id());
}

static void map_one(struct device *dev, struct io_tlb_pool *pool, uint n, uint id,
		    struct page *pages)
{
	/* One in three starts at a page, as most drivers' buffers do. */
	size_t room = PAGE_SIZE << BUFFER_ORDER;
	size_t size = draw(4) ? 1 + draw(min(maxsz, 65536u)) : 1 + draw(maxsz);
	size_t offset = draw(room - size);

	if (!draw(3))
		offset &= PAGE_MASK;
	live[id].size = size;
	live[id].dma = dma_map_page_attrs(dev, pages, offset, size, DMA_BIDIRECTIONAL,
					  DMA_ATTR_NO_WARN);
	if (!dma_mapping_error(dev, live[id].dma)) {
		say_mapped(dev, pool, n, id, page_to_phys(pages) + offset);
		return;
	}
	live[id].dma = DMA_MAPPING_ERROR;
	say("%u,map,%u,%zu,0x%llx,-,-,-,-,%lu,%d,error\n", n, id, size,
	    (u64)page_to_phys(pages) + offset, pool ? used_of(dev, pool) : 0, smp_processor_id());
}

static void unmap_one(struct device *dev, struct io_tlb_pool *pool, uint n, uint id)
{
	dma_unmap_page(dev, live[id].dma, live[id].size, DMA_BIDIRECTIONAL);
	say("%u,unmap,%u,%zu,-,0x%llx,-,-,-,%lu,%d,ok\n", n, id, live[id].size,
	    (u64)live[id].dma, pool ? used_of(dev, pool) : 0, smp_processor_id());
	live[id].dma = DMA_MAPPING_ERROR;
}

static void run(struct device *dev, struct page *pages)
{
	struct io_tlb_pool *pool = pool_of(dev);
	uint id, n;

	say_header(dev, pool, page_to_phys(pages));
	for (id = 0; id < maxlive; id++)
		live[id].dma = DMA_MAPPING_ERROR;
	for (n = 0; n < nops; n++) {
		id = draw(maxlive);
		if (live[id].dma == DMA_MAPPING_ERROR)
			map_one(dev, pool, n, id, pages);
		else
			unmap_one(dev, pool, n, id);
	}
	for (id = 0; id < maxlive; id++)
		if (live[id].dma != DMA_MAPPING_ERROR)
			unmap_one(dev, pool, n++, id);
}

static int probe(struct pci_dev *pdev, const struct pci_device_id *id)
{
	struct page *pages;
	int err;

	if (!maxlive || maxlive > MOST_LIVE || !maxsz || maxsz > 524288)
		return -EINVAL;
	err = pci_enable_device(pdev);
	if (!err)
		err = dma_set_mask_and_coherent(&pdev->dev, DMA_BIT_MASK(bits));
	if (err)
		return err;
	pci_set_master(pdev);
	dma_set_min_align_mask(&pdev->dev, minalign);
	text_size = (size_t)(nops + MOST_LIVE + 8) * LINE_BYTES;
	text = vzalloc(text_size);
	pages = alloc_pages(GFP_KERNEL, BUFFER_ORDER);
	if (!text || !pages)
		return -ENOMEM;
	random_state = 0x9e3779b97f4a7c15ull ^ seed;
	run(&pdev->dev, pages);
	__free_pages(pages, BUFFER_ORDER);
	return 0;
}

static void no_longer(struct pci_dev *pdev)
{
	pci_disable_device(pdev);
}

static int show(struct seq_file *file, void *unused)
{
	seq_write(file, text, text_used);
	return 0;
}

static const struct pci_device_id devices[] = {
	{ PCI_DEVICE(0x1234, 0x11e8) },
	{ }
};

static struct pci_driver driver = {
	.name = "dmarules_log",
	.id_table = devices,
	.probe = probe,
	.remove = no_longer,
};

static int __init start(void)
{
	int err = pci_register_driver(&driver);

	if (!err && !proc_create_single("dmarules_log", 0444, NULL, show))
		err = -ENOMEM;
	return err;
}
module_init(start);

MODULE_DESCRIPTION("Logs where the DMA API puts random buffers");
MODULE_LICENSE("GPL");
