/**
 * Query parameters that only say where a visitor came from, by their exact names. A name is listed where Firefox's query stripping list or
 * Brave's query filter has it, or where its vendor documents it as an attribution parameter, as the groups say. Names that some site may
 * use for what it shows (`ref`, `source`, `cid`, `tag`) are not listed: a longer link works, a link to another page does not.
 */
const NAMES = new Set(
  [
    // Google Analytics, Ads and Merchant Center
    'utm_source utm_medium utm_campaign utm_term utm_content utm_id utm_source_platform utm_creative_format utm_marketing_tactic',
    'gclid gclsrc dclid gbraid wbraid gad_source gad_campaignid srsltid _ga _gl',
    // Other names under utm_ that the lists have
    'utm_name utm_cid utm_reader utm_referrer utm_pubreferrer utm_swu utm_viz_id utm_brand utm_social utm_social-type utm_channel utm_klaviyo_id',
    // Social networks: Meta, X, LinkedIn, TikTok, Pinterest, Reddit, Snapchat
    'fbclid fb_action_ids fb_action_types fb_comment_id fb_ref fb_source action_object_map action_type_map action_ref_map',
    'igshid igsh mibextid twclid li_fat_id ttclid epik rdt_cid sccid ref_src ref_url __twitter_impression ndclid',
    // Microsoft, Yandex, Yahoo Japan, Verizon, Taboola, Outbrain, Branch
    'msclkid yclid ysclid ymclid syclid _openstat guccounter guce_referrer guce_referrer_sig tblci dicbo _branch_match_id _branch_referrer',
    // Mailings: Mailchimp, HubSpot, Marketo, Klaviyo, Drip, MailerLite, Salesforce, Vero, Omeda, Wicked Reports, beehiiv, dotdigital, Kit, Eloqua and others
    'mc_cid mc_eid mc_tc _hsenc _hsmi __hssc __hstc __hsfp hsctatracking mkt_tok _ke _kx __s ml_subscriber ml_subscriber_hash',
    'sfmc_id sfmc_activityid et_rid ck_subscriber_id elqtrackid elqtrack elqcampaignid elqaid elqat vero_id vero_conv oly_enc_id oly_anon_id wickedid _bhlid bbeml bsft_clkid bsft_uid dm_i',
    '_bta_tid _bta_c trk_contact trk_msg trk_module trk_sid at_recipient_id at_recipient_list sms_click sms_source sms_uph',
    'ss_email_id unicorn_click_id vgo_ee sc_customer sc_eh sc_uid sc_src sc_lid sc_llid nr_email_referer',
    // Ads through HubSpot
    'hsa_acc hsa_ad hsa_cam hsa_grp hsa_kw hsa_la hsa_mt hsa_net hsa_ol hsa_src hsa_tgt hsa_ver',
    // Matomo (and its older names), Adobe, AT Internet and Piano, Mapp, Webtrends, IBM, comScore, in-site campaigns
    'mtm_campaign mtm_cid mtm_content mtm_group mtm_keyword mtm_kwd mtm_medium mtm_placement mtm_source',
    'matomo_campaign matomo_kwd pk_campaign pk_cid pk_content pk_keyword pk_kwd pk_medium pk_source piwik_campaign piwik_keyword piwik_kwd',
    's_cid s_kwcid ef_id xtor at_medium at_campaign at_custom1 at_custom2 at_custom3 at_custom4 wt_mc wt_zmc wt.mc_id cm_mmc',
    'at_creation at_variant at_format at_channel at_general_placement at_detail_placement at_send_date at_network at_platform',
    'ns_mchannel ns_source ns_campaign ns_linkname ns_fee itm_source itm_medium itm_campaign itm_term itm_content',
    // Shopify's recommendations and search, Wikimedia's provenance
    'pr_prod_strat pr_rec_id pr_rec_pid pr_ref_pid pr_seq _pos _psq _sid _ss wprov',
    // Affiliate networks: Impact, CJ, Awin, ShareASale, Tradedoubler; other click ids
    'irclickid irgwc cjevent awc zanpid sscid tduid rb_clickid wickedsource',
    'oft_c oft_ck oft_d oft_id oft_ids oft_k oft_lk oft_sid oft_sk',
  ].flatMap((names) => names.split(' ')),
);

/** `ref` names a record as often as a visitor's way, so it goes only where it names a place that people come from. */
const REFERRER_NAMES = new Set(['ref', 'referrer', 'referer']);
const REFERRERS = new Set([
  'twitter',
  'facebook',
  'pinterest',
  'instagram',
  'linkedin',
  'reddit',
  'producthunt',
  'newsletter',
  'rss',
]);

/** Whether a parameter says only where the visitor came from. */
function isTracking(name: string, value: string): boolean {
  const lower = name.toLowerCase();
  return NAMES.has(lower) || (REFERRER_NAMES.has(lower) && REFERRERS.has(value.toLowerCase()));
}

/**
 * The address without tracking parameters. The others stay as they are written, in their order; so does the fragment, unless it is
 * tracking itself (`#utm_…`, `#xtor=`) or a text fragment (`#:~:text=`).
 */
export function stripTracking(address: string): string {
  if (!address.includes('?') && !address.includes('#')) return address;
  const [beforeHash = '', ...hashParts] = address.split('#');
  const [path = '', ...queryParts] = beforeHash.split('?');
  const query = withoutTracking(queryParts.join('?'));
  const hash = cleanHash(hashParts.join('#'));
  return path + (query && `?${query}`) + (hash && `#${hash}`);
}

function withoutTracking(query: string): string {
  if (!query) return '';
  return query
    .split('&')
    .filter((pair) => {
      const [name = '', value = ''] = pair.split('=');
      return !isTracking(decode(name), decode(value));
    })
    .join('&');
}

function cleanHash(hash: string): string {
  const [own = ''] = hash.split(':~:');
  if (!own.includes('=')) return own;
  const [route = '', query] = own.includes('?')
    ? [own.slice(0, own.indexOf('?')), own.slice(own.indexOf('?') + 1)]
    : ['', own];
  const kept = withoutTracking(query ?? '');
  return route + (route && kept ? `?${kept}` : kept);
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** The host, path and query of an address without tracking, for telling whether two addresses name one page. */
export function pathKey(address: string): string {
  return stripTracking(address.replace(/#.*$/, ''))
    .replace(/^https?:\/\/(?:www\.|m\.|amp\.)?/, '')
    .replace(/\/+(?=$|\?)/, '')
    .toLowerCase();
}
